using System.Text;

namespace RoadRunner.Host.Tls;

/// <summary>One file of a server's certificate, as it was read.</summary>
/// <param name="Key">The key of the configuration that names it.</param>
/// <param name="Path">The full path.</param>
/// <param name="Content">What it has in it.</param>
internal sealed record TlsFile(string Key, string Path, byte[] Content)
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Gets the content as text.</summary>
    public string Text => Encoding.UTF8.GetString(Content);

    /// <summary>Reads a file.</summary>
    /// <exception cref="TlsFileException">It is not there, cannot be read, or is too large to be what it has to be.</exception>
    public static TlsFile Read(string key, string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var content = new byte[MaxBytes + 1];
            var length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return length <= MaxBytes ? new TlsFile(key, path, content[..length]) : throw new TlsFileException(key, path, $"it has more than {MaxBytes} bytes");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            var reason = cause switch
            {
                FileNotFoundException or DirectoryNotFoundException => "there is no such file",
                UnauthorizedAccessException => "it may not be read",
                _ => cause.Message,
            };
            throw new TlsFileException(key, path, reason, cause);
        }
    }

    /// <summary>Makes the exception for a file that is not what it has to be.</summary>
    public TlsFileException Fault(string reason, Exception? cause = null) => new(Key, Path, reason, cause);
}
