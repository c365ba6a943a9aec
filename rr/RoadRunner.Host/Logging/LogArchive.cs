using System.Globalization;
using System.IO.Compression;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Logging;

/// <summary>
/// The files beside a log file that it was before: <c>app-2026-11-20T07-03-39.123.log</c>, in UTC, perhaps with <c>.gz</c> behind it.
/// These are the names of RoadRunner; a file with any other name is none of ours and is left alone.
/// </summary>
/// <param name="path">The full path of the log file.</param>
/// <param name="options">How many are kept for how long, and how.</param>
/// <param name="time">The clock.</param>
internal sealed class LogArchive(string path, LogFileConfiguration options, TimeProvider time)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH-mm-ss.fff";
    private const string Compressed = ".gz";

    private readonly string _directory = Path.GetDirectoryName(path)!;
    private readonly string _prefix = Path.GetFileNameWithoutExtension(path) + "-";
    private readonly string _extension = Path.GetExtension(path);

    /// <summary>Gives the log file a name with the time in it.</summary>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be renamed.</exception>
    public void SetAside()
    {
        var moment = time.GetUtcNow();
        while (File.Exists(NameAt(moment)) || File.Exists(NameAt(moment) + Compressed))
        {
            moment += TimeSpan.FromMilliseconds(1);
        }

        File.Move(path, NameAt(moment));
    }

    /// <summary>Deletes what is too old or too much, and compresses the rest if that is wanted.</summary>
    /// <param name="cancellationToken">Gives up compressing; a file is compressed as a whole or not at all.</param>
    /// <exception cref="IOException">Something cannot be deleted, read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be deleted, read or written.</exception>
    public void Tidy(CancellationToken cancellationToken)
    {
        var oldest = options.MaxAgeDays < 0 ? DateTimeOffset.MinValue : time.GetUtcNow().AddDays(-options.MaxAgeDays);
        var most = options.MaxBackups < 0 ? int.MaxValue : options.MaxBackups;
        var backups = Directory.EnumerateFiles(_directory)
            .Select(file => (File: file, Time: TimeOf(Path.GetFileName(file))))
            .Where(static backup => backup.Time is not null)
            .GroupBy(static backup => backup.Time!.Value, static backup => backup.File)
            .OrderByDescending(static backup => backup.Key)
            .ToList();
        foreach (var (index, backup) in backups.Index())
        {
            foreach (var file in backup)
            {
                if (index >= most || backup.Key < oldest)
                {
                    File.Delete(file);
                }
                else if (options.Compress && !file.EndsWith(Compressed, StringComparison.Ordinal) && !cancellationToken.IsCancellationRequested)
                {
                    Compress(file, cancellationToken);
                }
            }
        }
    }

    private string NameAt(DateTimeOffset moment) =>
        Path.Combine(_directory, _prefix + moment.ToString(TimeFormat, CultureInfo.InvariantCulture) + _extension);

    /// <summary>Returns the time in a name, or null when it is not the name of a file that was set aside.</summary>
    private DateTimeOffset? TimeOf(string name)
    {
        if (name.EndsWith(Compressed, StringComparison.Ordinal) && !_extension.Equals(Compressed, StringComparison.Ordinal))
        {
            name = name[..^Compressed.Length];
        }

        return name.Length == _prefix.Length + TimeFormat.Length - 2 + _extension.Length
            && name.StartsWith(_prefix, StringComparison.Ordinal)
            && name.EndsWith(_extension, StringComparison.Ordinal)
            && DateTimeOffset.TryParseExact(
                name.AsSpan(_prefix.Length, TimeFormat.Length - 2), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;
    }

    /// <summary>What an earlier attempt has left is written anew: the log file is deleted last.</summary>
    private static void Compress(string file, CancellationToken cancellationToken)
    {
        var compressed = file + Compressed;
        var writing = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            writing.UnixCreateMode = File.GetUnixFileMode(file);
        }

        try
        {
            using (var source = File.OpenRead(file))
            using (var target = new GZipStream(new FileStream(compressed, writing), CompressionLevel.Optimal))
            {
                var buffer = new byte[81920];
                while (source.Read(buffer) is > 0 and var count)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    target.Write(buffer.AsSpan(0, count));
                }
            }

            File.Delete(file);
        }
        catch (Exception)
        {
            File.Delete(compressed);
            throw;
        }
    }
}
