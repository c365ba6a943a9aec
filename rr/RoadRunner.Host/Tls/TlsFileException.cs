namespace RoadRunner.Host.Tls;

/// <summary>A file of a server's certificate cannot be used.</summary>
/// <param name="key">The key of the configuration that names it.</param>
/// <param name="path">The full path.</param>
/// <param name="reason">Why.</param>
/// <param name="innerException">What was thrown.</param>
internal sealed class TlsFileException(string key, string path, string reason, Exception? innerException = null)
    : Exception($"{path} cannot be used: {reason}", innerException)
{
    /// <summary>Gets the key of the configuration that names the file.</summary>
    public string Key => key;
}
