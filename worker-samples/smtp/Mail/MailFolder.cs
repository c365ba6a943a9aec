using System.Globalization;

namespace RoadRunner.Samples.Smtp;

/// <summary>A folder with one file per mail, <c>yyyyMMddTHHmmssfff-id.eml</c> by the time of its coming in UTC. Several processes may share it.</summary>
/// <remarks>A file is there as a whole or not at all: it is written under another name and renamed.</remarks>
public sealed class MailFolder : IMailStore
{
    private readonly string _folder;
    private readonly bool _flushesToDisk;

    /// <param name="folder">Where; made with the first mail when it is missing.</param>
    /// <param name="flushesToDisk">Whether a mail is stored only when the disk has it.</param>
    public MailFolder(string folder, bool flushesToDisk = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = Path.GetFullPath(folder);
        _flushesToDisk = flushesToDisk;
    }

    /// <summary>Returns the folder of the options.</summary>
    public static MailFolder From(SmtpOptions options) => new(options.Folder, options.FlushesToDisk);

    /// <inheritdoc/>
    /// <exception cref="IOException">The disk fails, or there is a file of that name; it is left as it is.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public async Task<string> StoreAsync(MailEnvelope envelope, MailContent content, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(content);
        Directory.CreateDirectory(_folder);
        var name = string.Create(CultureInfo.InvariantCulture, $"{envelope.ReceivedAt.UtcDateTime:yyyyMMdd'T'HHmmssfff}-{envelope.Id:N}.eml");
        var path = Path.Combine(_folder, name);

        // In the same folder, since only within one file system a rename is a single step.
        var unfinished = Path.Combine(_folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            await WriteAsync(unfinished, content, cancellationToken);
            File.Move(unfinished, path, overwrite: false);
        }
        catch
        {
            TryDelete(unfinished);
            throw;
        }

        return path;
    }

    private async Task WriteAsync(string path, MailContent content, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
            BufferSize = 0,
            PreallocationSize = content.Length,
        };

        // A mail is for its recipient only.
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        await using var file = new FileStream(path, options);
        await content.WriteToAsync(file, cancellationToken);
        file.Flush(_flushesToDisk);
    }

    // The first error is the one to report.
    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
