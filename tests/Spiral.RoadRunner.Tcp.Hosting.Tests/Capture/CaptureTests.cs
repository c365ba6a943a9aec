using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class CaptureTests : IAsyncDisposable
{
    private readonly TestPool _pool = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("capture-");

    private string Folder => _folder.FullName;

    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Events_of_a_connection_stand_in_one_file_whoever_handled_them()
    {
        var one = await StartAsync(o => (o.Enabled, o.Folder) = (true, Folder));
        var other = await StartAsync(o => (o.Enabled, o.Folder) = (true, Folder));

        await one.ConnectAsync("a");
        _pool.Time.Advance(TimeSpan.FromSeconds(1));
        await other.SayAsync("a", "hello");
        await one.SendAsync(TcpEvent.Data, "a", [0xFF, 0], "[::1]:9");
        await other.SayAsync("a", "quit");
        await one.CloseAsync("a");

        var records = await ReadAsync("capture-echo-a.jsonl");
        Assert.Equal([TcpEvent.Connected, TcpEvent.Data, TcpEvent.Data, TcpEvent.Data, TcpEvent.Close], records.Select(record => record.Event));
        Assert.Equal([1, 1, 2, 2, 3], records.Select(record => record.Sequence));
        Assert.Equal([TcpResponse.Read, TcpResponse.Respond, TcpResponse.Respond, TcpResponse.RespondClose, TcpResponse.Read], records.Select(record => record.Answer));
        Assert.Equal(["", "hello", "\uFFFD\0", "bye", ""], records.Select(record => Encoding.UTF8.GetString(record.Reply.Span)));
        Assert.Equal([0xFF, 0], records[2].Body.ToArray());
        Assert.Equal("[::1]:9", records[2].RemoteAddress);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 1, TimeSpan.Zero), records[1].Time);
        Assert.All(records, record => Assert.Equal(("echo", "a", Environment.ProcessId), (record.Server, record.ConnectionUuid, record.ProcessId)));
        Assert.Equal(1, one.Logged(1382));
    }

    [Fact]
    public async Task Line_has_the_fields_of_the_format()
    {
        var worker = await StartAsync(o => (o.Enabled, o.Folder) = (true, Folder));

        await worker.SayAsync("a", "hi");

        Assert.Equal(
            $$"""{"v":1,"seq":1,"pid":{{Environment.ProcessId}},"time":"2026-01-01T00:00:00.000000Z","event":"Data","server":"echo","uuid":"a","remote":"192.0.2.7:4711","body":"aGk=","answer":"Respond","reply":"aGk=","micros":0}""" + "\n",
            await File.ReadAllTextAsync(Path.Combine(Folder, "capture-echo-a.jsonl")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Folder, "capture-echo-a.jsonl")));
        }
    }

    [Fact]
    public async Task Capture_is_off_unless_it_is_turned_on_and_then_costs_nothing()
    {
        var off = await _pool.StartAsync(server => server.Use((_, _) => TcpReply.Read), builder => builder.AddCapture(o => o.Folder = Folder));

        Assert.Equal(0, AllocationTest.BytesFor(off.Application));
        Assert.Empty(_folder.EnumerateFileSystemInfos());
        Assert.Null(off.Application.Dispatcher.Capture);
    }

    [Fact]
    public async Task Configuration_turns_it_on()
    {
        var worker = await _pool.StartAsync(_ => { }, builder =>
        {
            builder.Configuration["Tcp:Capture:Enabled"] = "true";
            builder.Configuration["Tcp:Capture:Folder"] = Path.Combine(Folder, "new");
            builder.AddCapture();
        });

        await worker.SayAsync("a", "hi");

        Assert.Single(await ReadAsync("new/capture-echo-a.jsonl"));
    }

    [Fact]
    public async Task Long_bodies_and_replies_are_cut_and_marked()
    {
        var worker = await StartAsync(o => (o.Enabled, o.Folder, o.MaxBytes) = (true, Folder, 4));

        await worker.SayAsync("a", "12345");
        await worker.SayAsync("a", "1234");

        var records = await ReadAsync("capture-echo-a.jsonl");
        Assert.Equal([true, false], records.Select(record => record.IsBodyTruncated));
        Assert.Equal([true, false], records.Select(record => record.IsReplyTruncated));
        Assert.All(records, record => Assert.Equal("1234"u8, record.Body.Span));
        Assert.All(records, record => Assert.Equal("1234"u8, record.Reply.Span));
    }

    [Fact]
    public async Task Folder_takes_so_many_files_and_says_once_that_it_is_full()
    {
        var worker = await StartAsync(o => (o.Enabled, o.Folder, o.MaxFiles) = (true, Folder, 2));

        foreach (var uuid in (string[])["a", "b", "c", "d", "a"])
        {
            Assert.Equal("Respond hi", await worker.SayAsync(uuid, "hi"));
        }

        Assert.Equal(["capture-echo-a.jsonl", "capture-echo-b.jsonl"], _folder.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.Equal(2, (await ReadAsync("capture-echo-a.jsonl")).Count);
        Assert.Equal(1, worker.Logged(1385));

        File.Delete(Path.Combine(Folder, "capture-echo-a.jsonl"));
        _pool.Time.Advance(TimeSpan.FromSeconds(5));
        await worker.SayAsync("c", "hi");
        Assert.Single(await ReadAsync("capture-echo-c.jsonl"));
    }

    [Fact]
    public async Task Folder_takes_so_many_bytes_with_those_of_other_workers()
    {
        await File.WriteAllBytesAsync(Path.Combine(Folder, "capture-other-x.jsonl"), new byte[1000]);
        var worker = await StartAsync(o => (o.Enabled, o.Folder, o.MaxTotalBytes) = (true, Folder, 1024));

        Assert.Equal("Respond hi", await worker.SayAsync("a", "hi"));

        Assert.False(File.Exists(Path.Combine(Folder, "capture-echo-a.jsonl")));
        Assert.Equal(1, worker.Logged(1385));
    }

    [Fact]
    public async Task Sink_that_throws_is_logged_once_and_the_others_go_on()
    {
        var bad = new ListSink(() => throw new IOException("no room"));
        var good = new ListSink(() => { });
        var worker = await StartAsync(o => o.Enabled = true, bad, good);

        Assert.Equal("Respond 1", await worker.SayAsync("a", "1"));
        Assert.Equal("Respond 2", await worker.SayAsync("a", "2"));

        Assert.Equal(2, good.Records.Count);
        Assert.Equal(1, worker.Logged(1383));
    }

    [Fact]
    public async Task Mask_changes_what_all_sinks_see_and_what_it_cannot_mask_is_not_captured()
    {
        var sink = new ListSink(() => { });
        var worker = await StartAsync(
            o =>
            {
                (o.Enabled, o.Folder) = (true, Folder);
                o.MaskWith(record => Encoding.UTF8.GetString(record.Body.Span) == "fail"
                    ? throw new InvalidOperationException("cannot mask")
                    : record with { Body = "***"u8.ToArray(), Reply = default });
            },
            sink);

        await worker.SayAsync("a", "secret");
        await worker.SayAsync("a", "fail");
        await worker.SayAsync("a", "fail");

        Assert.Equal("***"u8, Assert.Single(sink.Records).Body.Span);
        Assert.DoesNotContain("c2VjcmV0", await File.ReadAllTextAsync(Path.Combine(Folder, "capture-echo-a.jsonl")), StringComparison.Ordinal);
        Assert.Equal(1, worker.Logged(1384));
    }

    [Fact]
    public async Task Event_of_a_server_that_nobody_handles_is_no_record()
    {
        var sink = new ListSink(() => { });
        var worker = await StartAsync(o => o.Enabled = true, sink);
        using var answer = new TcpAnswerBuffer();

        await worker.Application.Dispatcher.DispatchAsync(new TcpIncoming(TcpEvent.Data, "other", "a", "", default), answer).Within();

        Assert.Empty(sink.Records);
    }

    [Fact]
    public async Task Capture_without_a_sink_or_with_wrong_limits_ends_the_start()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(o => (o.Enabled, o.MaxBytes, o.MaxFiles, o.MaxTotalBytes) = (true, -1, 0, 0)));

        Assert.Equal(["Tcp:Capture:Folder", "Tcp:Capture:MaxBytes", "Tcp:Capture:MaxFiles", "Tcp:Capture:MaxTotalBytes"], error.Failures.Select(failure => failure.Split(' ')[0]));
    }

    private async Task<List<CaptureRecord>> ReadAsync(string name)
    {
        List<CaptureRecord> records = [];
        await foreach (var record in CaptureFile.ReadAsync(Path.Combine(Folder, name)))
        {
            records.Add(record);
        }

        return records;
    }

    private Task<TestWorker> StartAsync(Action<CaptureOptions> configure, params ICaptureSink[] sinks) => _pool.StartAsync(
        server => server.Use((context, next) => context.Event == TcpEvent.Data && context.GetText() == "quit" ? TcpReply.RespondClose("bye") : next(context)),
        builder =>
        {
            builder.AddCapture(configure);
            foreach (var sink in sinks)
            {
                builder.Services.AddSingleton(sink);
            }
        });
}
