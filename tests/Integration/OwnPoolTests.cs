using RoadRunner.Host.Workers;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary><c>host.servers.NAME.pool</c>: servers whose workers nobody else's events reach.</summary>
public sealed class OwnPoolTests
{
    private const string Tcp = "\"tcp\"";

    [Theory]
    [InlineData("pipes")]
    [InlineData("tcp://127.0.0.1:0")]
    [InlineData("unix://relay.sock")]
    public async Task A_crash_or_a_hung_event_of_one_server_does_not_concern_the_other(string relay)
    {
        await using var host = await HostUnderTest.StartAsync(TwoPools("{ num_workers: 1 }") with { Relay = relay });
        using var mine = await host.ConnectAsync();
        using var other = await host.ConnectAsync("other");
        var held = host.Journal.HoldMessage("held");
        await other.SendAsync("held\r\n");
        var hung = (await held.WhenHeldAsync()).Pid;

        Assert.Equal("hello", await mine.AskAsync("hello"));
        Native.Signal(hung, Native.SigKill);

        Assert.Equal("", await other.ReadToEndAsync());
        Assert.Equal("still there", await mine.AskAsync("still there"));
        await host.WhenReplacedAsync();
        using var next = await host.ConnectAsync("other");
        Assert.Equal("back", await next.AskAsync("back"));
        var byServer = host.Journal.Entries.All.GroupBy(static entry => entry.Server).Select(static events => events.Select(static one => one.Pid).ToHashSet()).ToList();
        Assert.Equal(2, byServer.Count);
        Assert.Empty(byServer[0].Intersect(byServer[1]));
        Assert.Equal(1, host.Host.ManagedWorkers.RestartsOf(RestartReason.Crash));
    }

    [Fact]
    public async Task A_pool_has_its_own_command_and_limits()
    {
        await using var host = await HostUnderTest.StartAsync(TwoPools($"{{ num_workers: 1, max_jobs: 2, command: [env, WHOSE=mine, dotnet, \"{Programs.Recorder}\"] }}"));
        using var main = await host.ConnectAsync();
        using var other = await host.ConnectAsync("other");

        Assert.Equal("", await main.AskAsync("ENV WHOSE"));
        Assert.Equal("mine", await other.AskAsync("ENV WHOSE"));
        Assert.Equal("0", await main.AskAsync("ENV DOTNET_TC_CallCountingDelayMs"));
        await other.AskAsync("one");
        await other.AskAsync("two");

        Assert.Single(host.Journal.Entries.All.Where(static entry => entry.Server == "main").DistinctBy(static entry => entry.Pid));
        Assert.Equal(2, host.Journal.Entries.All.Where(static entry => entry.Server == "other").DistinctBy(static entry => entry.Pid).Count());
    }

    [Fact]
    public async Task A_reset_replaces_the_workers_of_all_pools_and_a_new_worker_joins_the_common_one()
    {
        await using var host = await HostUnderTest.StartAsync(TwoPools("{ num_workers: 2 }"));
        await using var rpc = await host.ConnectRpcAsync();
        var before = host.Pids;
        Assert.Equal(3, before.Count);

        Assert.Equal("true", await rpc.AskAsync("resetter.Reset", Tcp));
        Assert.Equal(3, host.Pids.Count);
        Assert.Empty(host.Pids.Intersect(before));
        Assert.Equal("false", await rpc.AskAsync("informer.AddWorker", Tcp));
        Assert.Equal("false", await rpc.AskAsync("informer.RemoveWorker", Tcp));
        Assert.Equal("false", await rpc.AskAsync("informer.RemoveWorker", Tcp));

        Assert.Equal(3, host.Pids.Count);
        Assert.Contains("can't remove the last worker", host.Log.Texts);
    }

    [Fact]
    public async Task Where_every_server_has_a_pool_there_is_no_other()
    {
        var file = RrFile.Recorder with { Workers = 3, More = "host: { servers: { main: { pool: { num_workers: 1 } } } }" };
        await using var host = await HostUnderTest.StartAsync(file);
        using var client = await host.ConnectAsync();

        Assert.Equal("hello", await client.AskAsync("hello"));
        Assert.Single(host.Pids);
    }

    [Fact]
    public async Task A_pool_that_does_not_start_fails_the_host_and_names_its_command() => Assert.Equal(
        "host.servers.other.pool.command \"sh -c exit 3\": the worker exited with code 3 after {time} ms, before the pid handshake",
        await HostUnderTest.FailToStartAsync(TwoPools("{ num_workers: 1, command: [sh, -c, exit 3] }") with { Relay = "tcp://127.0.0.1:0" }));

    private static RrFile TwoPools(string pool) => RrFile.Recorder with
    {
        Servers = [RrFile.Main, "other"],
        More = $"{RpcFile.AnyPort}host: {{ servers: {{ other: {{ pool: {pool} }} }} }}\n",
    };
}
