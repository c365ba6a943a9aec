using RoadRunner.Host.Workers;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>Workers that become too old, too large, idle or slow, on a clock that the test moves.</summary>
public sealed class SupervisorTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task An_old_worker_is_replaced_and_a_busy_one_finishes_its_event_first()
    {
        var time = new ManualTime();
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Pool = ["supervisor: { ttl: 12s }"] }, time: time);
        var held = host.Journal.HoldMessage("slow");
        using var busy = await host.ConnectAsync();
        await busy.SendAsync("slow\r\n");
        var old = (await held.WhenHeldAsync()).Pid;

        // The third tick is the first one after its time.
        time.Advance(2 * Tick);
        Assert.Equal(0, host.Host.ManagedWorkers.RestartsOf(RestartReason.Ttl));
        time.Advance(Tick);

        var fresh = await host.WhenReplacedAsync();
        using var idle = await host.ConnectAsync();
        Assert.Equal($"{fresh}", await idle.AskAsync("PID"));
        Assert.True(ProcessLedger.IsAlive(old));
        held.Release();
        Assert.Equal("slow", await busy.ReadLineAsync());
        await host.Journal.WhenGoneAsync(old);
        Assert.Equal($"{fresh}", await busy.AskAsync("PID"));
        Assert.Equal(1, host.Host.ManagedWorkers.RestartsOf(RestartReason.Ttl));
        await host.Log.WhenAsync($"Worker {old} has reached supervisor.ttl after 2 events and leaves");
        Assert.DoesNotContain(host.Log.Texts, static text => text.Contains("is lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_a_worker_that_has_had_an_event_can_be_idle_for_too_long()
    {
        var time = new ManualTime();
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Workers = 3, Pool = ["supervisor: { watch_tick: 1s, idle_ttl: 3s }"] }, time: time);
        using var client = await host.ConnectAsync();
        Assert.Equal("hello", await client.AskAsync("hello"));
        int[] used = [.. host.Journal.Entries.All.Select(static entry => entry.Pid)];
        var unused = host.Pids.Except(used).Single();

        time.Advance(TimeSpan.FromSeconds(60));

        await Task.WhenAll(used.Select(host.Journal.WhenGoneAsync));
        await host.WhenReplacedAsync(2);
        Assert.Contains(unused, host.Pids);
        Assert.Equal(2, host.Host.ManagedWorkers.RestartsOf(RestartReason.IdleTtl));
        Assert.Equal("still there", await client.AskAsync("still there"));
    }

    [Fact]
    public async Task A_large_worker_is_replaced()
    {
        var time = new ManualTime();
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Pool = ["supervisor: { max_worker_memory: 1 }"] }, time: time);
        using var client = await host.ConnectAsync();
        var large = int.Parse(await client.AskAsync("PID"), provider: null);

        time.Advance(Tick);

        await host.Journal.WhenGoneAsync(large);
        Assert.Equal($"{await host.WhenReplacedAsync()}", await client.AskAsync("PID"));
        Assert.Equal(1, host.Host.ManagedWorkers.RestartsOf(RestartReason.Memory));
    }

    [Fact]
    public async Task A_hung_worker_is_killed_when_its_event_is_over_time_and_not_before()
    {
        var time = new ManualTime();
        var half = TimeSpan.FromSeconds(5);
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Workers = 2, Pool = ["supervisor: { exec_ttl: 10s }"], More = "host: { on_crash: retry }" }, time: time);
        var held = host.Journal.HoldMessage("hangs");
        using var idle = await host.ConnectAsync();
        using var client = await host.ConnectAsync();
        Assert.Equal("before", await idle.AskAsync("before"));
        Assert.Equal("hello", await client.AskAsync("hello"));
        time.Advance(half);
        await client.SendAsync("hangs\r\n");
        var hung = (await held.WhenHeldAsync()).Pid;
        time.Advance(half);
        Assert.Contains(hung, host.Pids);
        Assert.True(ProcessLedger.IsAlive(hung));

        time.Advance(half);

        Assert.Equal("", await client.ReadToEndAsync());
        var fresh = await host.WhenReplacedAsync();
        Assert.NotEqual(hung, fresh);
        Assert.DoesNotContain(hung, host.Pids);
        Assert.Equal("after", await idle.AskAsync("after"));
        var events = await host.Journal.EventsOfAsync("hangs");
        Assert.Equal(["Connected", "Data", "Data", "Close"], events.Select(static one => one.Event));
        Assert.Equal(1, host.Host.ManagedWorkers.RestartsOf(RestartReason.ExecTtl));
        Assert.Contains($"Worker {hung} is lost and will be replaced: it had an event for longer than exec_ttl (10 s) (exit code 137)", host.Log.Texts);
    }
}
