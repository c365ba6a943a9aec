using RoadRunner.Host.Configuration;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>The stop of a host that handles its events itself.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task Idle_connections_end_with_one_Close_each()
    {
        await using var host = await MemoryHost.StartAsync();
        var clients = Enumerable.Range(0, 10).Select(_ => host.Connect()).ToArray();
        foreach (var client in clients)
        {
            await client.SendAsync("x\r\n");
            await client.ExpectAsync("x\r\n");
        }

        await host.Host.StopAsync().Within();

        foreach (var client in clients)
        {
            Assert.True(client.Served.IsCompletedSuccessfully);
            Assert.Equal("", await client.ReadToEndAsync());
            await client.DisposeAsync();
        }

        var connections = host.Executor.Seen.GroupBy(static seen => seen.Uuid).ToArray();
        Assert.Equal(10, connections.Length);
        Assert.All(connections, static events => Assert.Equal(
            [ConnectionEventKind.Connected, ConnectionEventKind.Data, ConnectionEventKind.Close], events.Select(static seen => seen.Kind)));
        Assert.Contains("Information tcp: events ended; forced: 0", host.Log.Records);
    }

    [Fact]
    public async Task An_event_in_flight_ends_and_its_answer_is_sent()
    {
        await using var host = await MemoryHost.StartAsync();
        var held = new HeldScript(host.Executor, "slow\r\n");
        await using var client = host.Connect();
        await client.SendAsync("slow\r\n");
        await held.WhenHeldAsync();

        var stopping = host.Host.StopAsync();
        Assert.False(stopping.IsCompleted);
        held.Release();

        Assert.Equal("slow\r\n", await client.ReadToEndAsync());
        await stopping.Within();
        Assert.Equal(["Connected", @"Data slow\r\n", "Close"], host.Executor.Texts);
    }

    [Fact]
    public async Task A_stopping_host_takes_no_more_connections()
    {
        await using var host = await MemoryHost.StartAsync();
        await host.Host.StopAsync().Within();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Connect().Served);
        Assert.Equal("the host is stopping and takes no more connections", failure.Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.ConnectRpc().Served);
        Assert.Empty(host.Executor.Seen);
    }

    [Fact]
    public async Task Rpc_is_served_until_the_last_event_has_ended()
    {
        await using var host = await MemoryHost.StartAsync();
        await using var rpc = host.ConnectRpc();
        var held = new HeldScript(host.Executor, "slow\r\n");
        await using var client = host.Connect();
        await client.SendAsync("slow\r\n");
        await held.WhenHeldAsync();

        var stopping = host.Host.StopAsync();
        Assert.Equal("\"2025.1.15\"", await rpc.CallAsync("rpc.Version", "true"));
        held.Release();

        await stopping.Within();
        Assert.True(rpc.Served.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task An_event_that_takes_too_long_is_cancelled_and_Close_follows()
    {
        var time = new ManualTime();
        await using var host = await MemoryHost.StartAsync(time: time);
        var held = new HeldScript(host.Executor, "for ever\r\n");
        await using var client = host.Connect();
        await client.SendAsync("for ever\r\n");
        await held.WhenHeldAsync();

        var stopping = host.Host.StopAsync();
        time.Advance(TimeSpan.FromSeconds(20));

        await stopping.Within();
        await client.Served.Within();
        Assert.Equal("", await client.ReadToEndAsync());
        Assert.Equal(["Connected", @"Data for ever\r\n", "Close"], host.Executor.Texts);
        Assert.Contains("Information tcp: listeners closed, connections ended; forced: 1", host.Log.Records);
        Assert.Contains("Information tcp: events ended; forced: 0", host.Log.Records);
        Assert.Contains(host.Log.Records, static record => record.EndsWith("DATA failed: the stopping host does not wait any longer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_executor_that_does_not_obey_does_not_hold_up_the_stop()
    {
        var time = new ManualTime();
        await using var host = await MemoryHost.StartAsync(time: time);
        var held = new HeldScript(host.Executor, "for ever\r\n") { ObeysCancellation = false };
        await using var client = host.Connect();
        await client.SendAsync("for ever\r\n");
        await held.WhenHeldAsync();

        var stopping = host.Host.StopAsync();
        using var limit = new CancellationTokenSource(TestLimit.Generous);
        while (!stopping.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();

            // Past the drain, and as soon as it is set past the time of the Close events.
            time.Advance(TimeSpan.FromSeconds(20));
            await Task.Yield();
        }

        Assert.Contains("Information tcp: events ended; forced: 1", host.Log.Records);
        Assert.False(client.Served.IsCompleted);
        await host.Host.DisposeAsync().AsTask().Within();
        host.Host.Kill();
        held.Release();
        await client.Served.Within();
        Assert.Equal("", await client.ReadToEndAsync());
        Assert.Equal(["Connected", @"Data for ever\r\n", "Close"], host.Executor.Texts);
    }

    [Fact]
    public async Task The_grace_period_ends_the_drain_and_the_time_of_Close_events()
    {
        var time = new ManualTime();
        await using var host = await MemoryHost.StartAsync(MemoryHost.OneServer with { Endure = new EndureConfiguration { GracePeriod = TimeSpan.FromSeconds(5) } }, time);
        var held = new HeldScript(host.Executor, "for ever\r\n") { ObeysCancellation = false };
        await using var client = host.Connect();
        await client.SendAsync("for ever\r\n");
        await held.WhenHeldAsync();

        var stopping = host.Host.StopAsync();
        time.Advance(TimeSpan.FromSeconds(5));

        await stopping.Within();
        Assert.Contains("Information tcp: events ended; forced: 1", host.Log.Records);
        held.Release();
        await client.Served.Within();
    }

    [Fact]
    public async Task A_client_that_does_not_read_does_not_hold_up_the_stop()
    {
        var time = new ManualTime();
        await using var host = await MemoryHost.StartAsync(time: time);
        await using var client = host.Connect(pauseBytes: 4);
        await client.SendAsync("long enough\r\n");
        await client.Input.ReadAtLeastAsync(4, TestContext.Current.CancellationToken).Within();

        var stopping = host.Host.StopAsync();
        time.Advance(TimeSpan.FromSeconds(20));

        await stopping.Within();
        await client.Served.Within();
        Assert.Equal(["Connected", @"Data long enough\r\n", "Close"], host.Executor.Texts);
    }
}
