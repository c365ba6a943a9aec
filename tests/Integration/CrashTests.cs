using RoadRunner.Host.Workers;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>Ten workers killed under load, one after the other: who loses a connection (<c>host.on_crash</c>).</summary>
public sealed class CrashTests
{
    private const int Kills = 10;
    private const int Talkers = 4;

    [Fact]
    public async Task With_close_exactly_the_connections_with_an_event_in_flight_end()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Workers = 2 });
        await using var load = Load.Start(host, Talkers);

        for (var kill = 1; kill <= Kills; kill++)
        {
            using var victim = await host.ConnectAsync();
            var killed = await KillHolderAsync(host, victim, kill);

            Assert.Equal("", await victim.ReadToEndAsync());
            var close = await host.Journal.Entries.WhenAsync(entry => entry.Uuid == killed.Uuid && entry.IsClose);
            Assert.NotEqual(killed.Pid, close.Pid);
        }

        Assert.All(await load.EndAsync(), static answers => Assert.True(answers > Kills));
        Assert.Equal(Kills, Ended(host, "failure"));
        await host.Host.StopAsync().Within();
        Assert.Equal(Kills + Talkers, host.Journal.Connections.Count());
        Assert.All(host.Journal.Connections, static events => Assert.Single(events, static one => one.IsClose));
        Assert.Equal(Kills, host.Host.ManagedWorkers.RestartsOf(RestartReason.Crash));
    }

    [Fact]
    public async Task With_retry_no_connection_ends()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Workers = 2, More = "host: { on_crash: retry }" });
        await using var load = Load.Start(host, Talkers);
        using var victim = await host.ConnectAsync();

        for (var kill = 1; kill <= Kills; kill++)
        {
            await KillHolderAsync(host, victim, kill);

            Assert.Equal($"victim {kill}!", await victim.ReadLineAsync());
        }

        Assert.All(await load.EndAsync(), static answers => Assert.True(answers > Kills));
        Assert.Equal(0, Ended(host, "failure"));
        Assert.Equal("after", await victim.AskAsync("after"));
        var deliveries = host.Journal.Entries.All.Where(static entry => entry.Text.StartsWith("victim", StringComparison.Ordinal)).GroupBy(static entry => entry.Text);
        Assert.All(deliveries, static events => Assert.Equal(2, events.DistinctBy(static one => one.Pid).Count()));
        Assert.DoesNotContain(host.Log.Texts, static text => text.Contains("is closed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_that_kills_two_workers_closes_its_connection()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Workers = 2, More = "host: { on_crash: retry }" });
        using var client = await host.ConnectAsync();

        await client.SendAsync("EXIT\r\n");

        Assert.Equal("", await client.ReadToEndAsync());
        var events = await host.Journal.EventsOfAsync("EXIT");
        Assert.Equal(["Connected", "Data", "Data", "Close"], events.Select(static one => one.Event));
        await host.WhenReplacedAsync(2);
    }

    [Fact]
    public async Task A_server_has_its_own_way()
    {
        var file = RrFile.Recorder with { Workers = 2, Servers = ["main", "careful"], More = "host: { servers: { careful: { on_crash: retry } } }" };
        await using var host = await HostUnderTest.StartAsync(file);
        using var careless = await host.ConnectAsync();
        using var careful = await host.ConnectAsync("careful");

        await KillHolderAsync(host, careless, 1);
        Assert.Equal("", await careless.ReadToEndAsync());
        await host.WhenReplacedAsync();
        await KillHolderAsync(host, careful, 2);

        Assert.Equal("victim 2!", await careful.ReadLineAsync());
    }

    private static long Ended(HostUnderTest host, string reason) => host.Host.Servers[0].Connections.Ended.GetValueOrDefault(reason);

    /// <summary>Kills the worker that has a message of the victim, and waits until the pool is whole again.</summary>
    /// <returns>The event that the worker had.</returns>
    private static async Task<JournalEntry> KillHolderAsync(HostUnderTest host, TestClient victim, int number)
    {
        var held = host.Journal.HoldMessage($"victim {number}!");
        await victim.SendAsync($"victim {number}!\r\n");
        var atWorker = await held.WhenHeldAsync();
        var killedAt = TimeProvider.System.GetTimestamp();
        Native.Signal(atWorker.Pid, Native.SigKill);
        await host.WhenReplacedAsync(number);
        Assert.Equal(2, host.Pids.Count);
        Assert.DoesNotContain(atWorker.Pid, host.Pids);

        // How long it takes is a matter of the machine: to be read, not to be judged.
        TestContext.Current.TestOutputHelper?.WriteLine($"Kill {number}: the pool is whole after {TimeProvider.System.GetElapsedTime(killedAt).TotalMilliseconds:0} ms.");
        return atWorker;
    }
}
