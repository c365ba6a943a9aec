using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The folder of the captures, and how much room is left in it. Thread-safe.</summary>
internal sealed class CaptureFolder(string path, int maxFiles, long maxTotalBytes, TimeProvider time, ILogger logger)
{
    // Other workers write here, too.
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private long? _counted;
    private int _files;
    private long _bytes;
    private bool _isFull;

    public string PathOf(string name) => Path.Combine(path, name);

    /// <summary>Takes room for some bytes more in a file.</summary>
    /// <returns>False when there is none; that is logged once until there is room again.</returns>
    public bool TryTake(string file, int bytes)
    {
        lock (_gate)
        {
            Count();
            var isNew = !File.Exists(file);
            var reason = isNew && _files >= maxFiles ? $"{_files} files, the limit is {maxFiles}"
                : _bytes + bytes > maxTotalBytes ? $"{_bytes} bytes and {bytes} more, the limit is {maxTotalBytes}"
                : null;
            if (reason is null)
            {
                _files += isNew ? 1 : 0;
                _bytes += bytes;
                _isFull = false;
                return true;
            }

            if (!_isFull)
            {
                HostingLog.CaptureFull(logger, path, reason);
            }

            _isFull = true;
            return false;
        }
    }

    private void Count()
    {
        if (_counted is { } counted && time.GetElapsedTime(counted) < CountEvery)
        {
            return;
        }

        var folder = OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        (_files, _bytes) = (0, 0);
        foreach (var file in folder.EnumerateFiles(CaptureFile.Pattern))
        {
            _files++;
            _bytes += file.Length;
        }

        _counted = time.GetTimestamp();
    }
}
