namespace RoadRunner.Host.Tests.Logging;

/// <summary>A folder for log files, deleted in the end.</summary>
internal sealed class LogFolder : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rr-log-");

    public string Path => _directory.FullName;

    /// <summary>Gets the names of the files, in order.</summary>
    public IEnumerable<string> Names => Directory.EnumerateFiles(Path).Select(static file => System.IO.Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    public void Dispose() => _directory.Delete(recursive: true);
}
