namespace RoadRunner.Host.Logging;

/// <summary>A log file that is only ever added to, whatever others do with it: it may be emptied, and is opened or made anew when it was renamed or deleted.</summary>
internal sealed class LogFile : ILogFile
{
    private static readonly ReadOnlyMemory<byte> LineFeed = "\n"u8.ToArray();

    private readonly UnixFileMode _mode;
    private FileStream _stream;
    private bool _isTorn;

    /// <summary>Opens the file, or makes it; what it holds stays.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="mode">Who may do what with a new file, less what the umask takes away.</param>
    /// <exception cref="IOException">It cannot be opened for writing.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written to, or is a directory.</exception>
    public LogFile(string path, UnixFileMode mode)
    {
        (Path, _mode) = (path, mode);
        _stream = Open();
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <summary>Gets how many bytes the file holds; 0 for a terminal and the like.</summary>
    public long Length => _stream.CanSeek ? RandomAccess.GetLength(_stream.SafeFileHandle) : 0;

    /// <inheritdoc/>
    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        if (!IsOurs())
        {
            var old = _stream;
            _stream = Open();
            old.Dispose();
            _isTorn = false;
        }

        var before = Length;
        try
        {
            // A disk that was full has perhaps taken half a record, which the next one should not be glued to.
            RandomAccess.Write(_stream.SafeFileHandle, _isTorn ? [LineFeed, .. records] : records, before);
            _isTorn = false;
        }
        catch (IOException)
        {
            _isTorn |= Length > before;
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    /// <summary>Says whether the path still leads to the file that is open: another one has another length, or what it lacks is nothing.</summary>
    /// <remarks>A link is not followed, so behind it a file is only missed when the link has gone.</remarks>
    private bool IsOurs()
    {
        var file = new FileInfo(Path);
        return file.Exists && (file.Attributes.HasFlag(FileAttributes.ReparsePoint) || file.Length == Length);
    }

    private FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = _mode;
        }

        var stream = new FileStream(Path, options);
        AppendMode.SwitchOn(stream.SafeFileHandle);
        return stream;
    }
}
