using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary><c>pool.dynamic_allocator</c>: workers that come when events have waited in vain, and leave again.</summary>
public sealed class AllocatorTests
{
    [Fact]
    public async Task An_event_that_has_waited_too_long_gets_a_worker_of_its_own_which_leaves_again()
    {
        await using var host = await HostUnderTest.StartAsync(Pool("{ max_workers: 2, spawn_rate: 1, idle_timeout: 1s }"));
        var held = host.Journal.HoldMessage("busy");
        using var busy = await host.ConnectAsync();
        await busy.SendAsync("busy\r\n");
        await held.WhenHeldAsync();

        using var waiting = await host.ConnectAsync();
        Assert.Equal("hello", await waiting.AskAsync("hello"));
        await host.Log.WhenAsync("1 more workers are started");
        held.Release();

        Assert.Equal("busy", await busy.ReadLineAsync());
        await host.Log.WhenAsync("1 workers have left again");
        Assert.Single(host.Pids);
        Assert.Equal("still there", await busy.AskAsync("still there"));
        Assert.Equal("still there", await waiting.AskAsync("still there"));
    }

    [Fact]
    public async Task There_are_no_more_than_max_workers_of_them()
    {
        await using var host = await HostUnderTest.StartAsync(Pool("{ max_workers: 1, spawn_rate: 5, idle_timeout: 60s }"));
        var one = host.Journal.HoldMessage("one");
        var two = host.Journal.HoldMessage("two");
        using var first = await host.ConnectAsync();
        await first.SendAsync("one\r\n");
        await one.WhenHeldAsync();
        using var second = await host.ConnectAsync();
        await second.SendAsync("two\r\n");
        await two.WhenHeldAsync();

        using var third = await host.ConnectAsync();

        Assert.Equal("", await third.ReadToEndAsync());
        await host.Log.WhenAsync("no free workers in the pool within allocate_timeout");
        Assert.Equal(2, host.Pids.Count);
        one.Release();
        two.Release();
        Assert.Equal("one", await first.ReadLineAsync());
        Assert.Equal("two", await second.ReadLineAsync());
    }

    private static RrFile Pool(string allocator) => RrFile.Recorder with { AllocateTimeout = "5s", Pool = [$"dynamic_allocator: {allocator}"] };
}
