using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Logging;

/// <summary>A log file that is set aside before it would become too large. A record is never cut in two; one that is larger than a file may be has one of its own.</summary>
internal sealed class RotatingLogFile : ILogFile
{
    private const long BytesPerMiB = 1024 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly long _maxBytes;
    private readonly LogArchive _archive;
    private readonly LogTidying _tidying;
    private readonly LogFaults _faults;
    private LogFile _file;

    /// <summary>Opens the file, or makes it together with its directory; what it holds stays.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="options">When it is set aside, and what becomes of those files.</param>
    /// <param name="time">The clock of names and ages.</param>
    /// <param name="faults">Who hears that a file could not be set aside, compressed or deleted.</param>
    /// <exception cref="IOException">It cannot be opened for writing.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written to, or is a directory.</exception>
    public RotatingLogFile(string path, LogFileConfiguration options, TimeProvider time, LogFaults faults)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        _file = new LogFile(path, OwnerOnly);
        _maxBytes = options.MaxSizeMiB * BytesPerMiB;
        _archive = new LogArchive(path, options, time);
        _tidying = new LogTidying(_archive, faults);
        _faults = faults;
        _tidying.Start();
    }

    /// <inheritdoc/>
    public string Path => _file.Path;

    /// <inheritdoc/>
    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        var (from, bytes) = (0, _file.Length);
        for (var index = 0; index < records.Count; index++)
        {
            if (bytes > 0 && bytes + records[index].Length > _maxBytes)
            {
                Write(records, from, index);
                Rotate();
                (from, bytes) = (index, _file.Length);
            }

            bytes += records[index].Length;
        }

        Write(records, from, records.Count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tidying.Dispose();
        _file.Dispose();
    }

    private void Write(IReadOnlyList<ReadOnlyMemory<byte>> records, int from, int to)
    {
        if (to > from)
        {
            _file.Append(to - from == records.Count ? records : [.. records.Skip(from).Take(to - from)]);
        }
    }

    /// <summary>Goes on with the file that there is when it cannot be set aside: too large a file is better than none.</summary>
    private void Rotate()
    {
        try
        {
            var mode = OperatingSystem.IsWindows() ? OwnerOnly : File.GetUnixFileMode(Path);
            _archive.SetAside();
            var old = _file;
            _file = new LogFile(old.Path, mode);
            old.Dispose();
            _tidying.Start();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            _faults.Report($"{Path} is not set aside: {cause.Message}");
        }
    }
}
