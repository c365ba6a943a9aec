using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Logging;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Logging;

/// <summary>A file that is set aside when it has become large.</summary>
public sealed class RotatingLogFileTests : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly LogFolder _folder = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 20, 7, 3, 39, 123, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_set_aside_before_a_record_that_it_has_no_room_for()
    {
        using var file = Open();
        Append(file, Record('a', MiB / 2), Record('b', MiB / 2));
        Append(file, Record('c', 10));

        Assert.Equal(["a-2026-11-20T07-03-39.123.log", "a.log"], _folder.Names);
        Assert.Equal(Record('a', MiB / 2) + Record('b', MiB / 2), _folder.Read("a-2026-11-20T07-03-39.123.log"));
        Assert.Equal(Record('c', 10), _folder.Read("a.log"));
    }

    [Fact]
    public void One_batch_can_fill_several_files_none_of_which_cuts_a_record()
    {
        using var file = Open();
        Append(file, [.. "abcdef".Select(static letter => Record(letter, 400_000))]);

        Assert.Equal(
            ["a-2026-11-20T07-03-39.123.log", "a-2026-11-20T07-03-39.124.log", "a.log"], _folder.Names);
        Assert.Equal(Record('a', 400_000) + Record('b', 400_000), _folder.Read("a-2026-11-20T07-03-39.123.log"));
        Assert.Equal(Record('e', 400_000) + Record('f', 400_000), _folder.Read("a.log"));
    }

    [Fact]
    public void A_record_that_is_larger_than_a_file_has_one_of_its_own()
    {
        using var file = Open();
        Append(file, "before\n", Record('x', MiB + 1), "after\n");

        Assert.Equal(["before\n", Record('x', MiB + 1), "after\n"], _folder.Names.Select(_folder.Read));
    }

    [Fact]
    public void A_file_of_an_earlier_run_counts()
    {
        _folder.Write("a.log", Record('o', MiB));
        using var file = Open();
        Append(file, "new\n");

        Assert.Equal(["a-2026-11-20T07-03-39.123.log", "a.log"], _folder.Names);
        Assert.Equal("new\n", _folder.Read("a.log"));
    }

    [Fact]
    public void A_file_that_cannot_be_set_aside_goes_on_and_that_is_said_once()
    {
        Directory.CreateDirectory(_folder.PathOf("a-2026-11-20T07-03-39.123.log"));
        using var file = Open();
        Append(file, Record('a', MiB));
        Append(file, "b\n");
        Append(file, "c\n");

        Assert.Equal(Record('a', MiB) + "b\nc\n", _folder.Read("a.log"));
        Assert.StartsWith($"{_folder.PathOf("a.log")} is not set aside: ", Assert.Single(_faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_directories_are_made_and_only_the_owner_can_read_the_file()
    {
        using var file = new RotatingLogFile(_folder.PathOf("x/y/a.log"), new LogFileConfiguration("a.log"), _time, Faults());
        Append(file, "record\n");

        Assert.Equal("record\n", _folder.Read("x/y/a.log"));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file.Path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task Files_that_were_set_aside_are_compressed_and_the_oldest_deleted()
    {
        _folder.Write("a-2026-01-01T00-00-00.000.log", "old");
        using var watcher = new FileSystemWatcher(_folder.Path);
        var deleted = new ConcurrentDictionary<string, TaskCompletionSource>(StringComparer.Ordinal);
        watcher.Deleted += (_, change) => WhenDeleted(change.Name!).TrySetResult();
        watcher.EnableRaisingEvents = true;

        using var file = Open(new LogFileConfiguration("a.log") { MaxSizeMiB = 1, Compress = true });
        Append(file, Record('a', MiB), "b\n");

        await WhenDeleted("a-2026-01-01T00-00-00.000.log").Task.Within();
        await WhenDeleted("a-2026-11-20T07-03-39.123.log").Task.Within();
        Assert.Equal(["a-2026-11-20T07-03-39.123.log.gz", "a.log"], _folder.Names);
        using var gzip = new StreamReader(new GZipStream(File.OpenRead(_folder.PathOf("a-2026-11-20T07-03-39.123.log.gz")), CompressionMode.Decompress));
        Assert.Equal(Record('a', MiB), await gzip.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Empty(_faults);

        TaskCompletionSource WhenDeleted(string name) => deleted.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    private static string Record(char letter, int bytes) => new string(letter, bytes - 1) + "\n";

    private static void Append(RotatingLogFile file, params IEnumerable<string> records) =>
        file.Append([.. records.Select(static record => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(record))]);

    private LogFaults Faults() => new(_faults.Enqueue, _time);

    private RotatingLogFile Open(LogFileConfiguration? options = null) =>
        new(_folder.PathOf("a.log"), options ?? new LogFileConfiguration("a.log") { MaxSizeMiB = 1, MaxAgeDays = -1, MaxBackups = -1 }, _time, Faults());
}
