using System.Collections.Concurrent;
using System.Globalization;
using RoadRunner.Host.Logging;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Logging;

/// <summary>The thread between those who log and a disk.</summary>
public sealed class FileSinkTests : IDisposable
{
    private readonly ScriptedLogFile _file = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void Everything_is_in_the_file_after_the_end_and_in_order()
    {
        const int threads = 8;
        const int records = 2000;
        using var folder = new LogFolder();
        var path = folder.PathOf("a.log");
        using (var sink = new FileSink(new LogFile(path, UnixFileMode.UserRead | UnixFileMode.UserWrite), Faults(), static text => text))
        {
            Parallel.For(0, threads, thread =>
            {
                for (var record = 0; record < records; record++)
                {
                    sink.Write($"{thread} {record}\n");
                }
            });
        }

        var lines = File.ReadAllLines(path).Select(static line => line.Split(' ')).ToList();
        Assert.Equal(threads * records, lines.Count);
        Assert.All(
            lines.GroupBy(static line => line[0], static line => line[1]),
            static own => Assert.Equal(Enumerable.Range(0, records).Select(static record => record.ToString(CultureInfo.InvariantCulture)), own));
    }

    [Fact]
    public async Task A_disk_that_hangs_holds_up_nobody_and_what_it_costs_is_bounded_and_said()
    {
        var record = new string('x', 1024 * 1024) + "\n";
        const int tooMany = 3;
        using (var sink = Sink())
        {
            _file.Hold();
            sink.Write("first\n");
            await _file.WhenReachedAsync().Within();
            for (var count = 0; count < 7 + tooMany; count++)
            {
                sink.Write(record);
            }

            _file.Release();
        }

        var text = _file.Text;
        Assert.StartsWith("first\n", text, StringComparison.Ordinal);
        Assert.Equal(7, text.Split('\n').Count(static line => line.StartsWith('x')));
        Assert.EndsWith("x\n[3 records are missing here, the disk was too slow]\n", text, StringComparison.Ordinal);
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_said_once_and_what_is_missing_when_it_works_again()
    {
        using (var sink = Sink())
        {
            _file.Fault = new IOException("No space left on device");
            await WriteAsync(sink, "a\n");
            await WriteAsync(sink, "b\n");
            await WriteAsync(sink, "c\n");
            _file.Fault = null;
            await WriteAsync(sink, "d\n");
            await WriteAsync(sink, "e\n");
        }

        Assert.Equal("[up to 3 records are missing here, the file could not be written]\nd\ne\n", _file.Text);
        Assert.Equal("/disk/app.log cannot be written, records are lost until it can: No space left on device", Assert.Single(_faults));
        Assert.True(_file.IsDisposed);
    }

    [Fact]
    public async Task A_disk_that_fails_now_and_then_is_said_once_a_minute()
    {
        using var sink = Sink();
        for (var round = 0; round < 3; round++)
        {
            _file.Fault = new UnauthorizedAccessException($"round {round}");
            await WriteAsync(sink, "x\n");
            _file.Fault = null;
            await WriteAsync(sink, "x\n");
            _time.Advance(TimeSpan.FromSeconds(round == 0 ? 59 : 1));
        }

        Assert.Equal(["round 0", "round 2"], _faults.Select(static fault => fault[^7..]));
    }

    [Fact]
    public void What_is_lost_at_the_end_is_said()
    {
        using (var sink = Sink())
        {
            _file.Fault = new IOException("gone");
            sink.Write("a\n");
        }

        Assert.Equal(["/disk/app.log cannot be written, records are lost until it can: gone", "/disk/app.log: up to 1 records are lost"], _faults);
    }

    [Fact]
    public async Task The_end_does_not_wait_for_a_disk_that_hangs()
    {
        using (var sink = new FileSink(_file, Faults(), static text => text, TimeSpan.Zero))
        {
            _file.Hold();
            sink.Write("a\n");
            await _file.WhenReachedAsync().Within();
            sink.Write("b\n");
        }

        Assert.Equal("/disk/app.log: 2 records were not written within 0 s", Assert.Single(_faults));
        _file.Release();
    }

    [Fact]
    public void A_record_after_the_end_is_nobodys_fault()
    {
        var sink = Sink();
        sink.Dispose();
        sink.Write("late\n");
        sink.Dispose();

        Assert.Equal("", _file.Text);
    }

    private FileSink Sink() => new(_file, Faults(), static text => $"[{text}]\n");

    private LogFaults Faults() => new(_faults.Enqueue, _time);

    /// <summary>Writes a record and waits until the disk has seen it.</summary>
    private async Task WriteAsync(FileSink sink, string record)
    {
        sink.Write(record);
        await _file.WhenWrittenAsync().Within();
    }
}
