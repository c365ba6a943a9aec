using RoadRunner.Integration.Fixture;
using Spiral.Goridge.Rpc;

namespace RoadRunner.Integration;

/// <summary><c>host.reset: stop_world</c>: all workers go before the first new one comes, as under RoadRunner.</summary>
public sealed class StopWorldTests
{
    private const string Tcp = "\"tcp\"";

    private static string Section => RpcFile.AnyPort + "host: { reset: stop_world }";

    [Fact]
    public async Task Events_wait_until_all_workers_are_new()
    {
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 2) with { More = Section });
        await using var rpc = await host.ConnectRpcAsync();
        var before = host.Pids;
        var held = host.Journal.HoldMessage("slow");
        using var busy = await host.ConnectAsync();
        using var idle = await host.ConnectAsync();
        Assert.Equal("hello", await idle.AskAsync("hello"));
        await busy.SendAsync("slow\r\n");
        var old = await held.WhenHeldAsync();

        var reset = rpc.AskAsync("resetter.Reset", Tcp);
        await host.Journal.WhenGoneAsync(before.Single(pid => pid != old.Pid));
        await idle.SendAsync("PID\r\n");
        Assert.Equal(2, host.Journal.Pids.All.Count);
        held.Release();

        Assert.Equal("slow", await busy.ReadLineAsync());
        Assert.Equal("true", await reset.Within());
        Assert.DoesNotContain(int.Parse(await idle.ReadLineAsync(), provider: null), before);
        Assert.Equal(2, host.Pids.Count);
        Assert.Empty(host.Pids.Intersect(before));
        Assert.DoesNotContain(host.Journal.Entries.All, static entry => entry.IsClose);
    }

    [Fact]
    public async Task New_workers_that_do_not_start_are_tried_again_while_events_wait()
    {
        using var folder = new TempFolder();
        var broken = folder.PathOf("broken");
        var script = $"if [ -e {broken} ]; then exit 5; fi; exec dotnet {Programs.Recorder}";
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Command = ["sh", "-c", script], More = Section });
        await using var rpc = await host.ConnectRpcAsync();
        using var client = await host.ConnectAsync();
        var before = await client.AskAsync("PID");
        folder.Write("broken", "");

        var failure = await Assert.ThrowsAsync<RpcException>(() => rpc.AskAsync("resetter.Reset", Tcp));
        await client.SendAsync("PID\r\n");
        File.Delete(broken);

        Assert.Contains("exited with code 5", failure.Text, StringComparison.Ordinal);
        Assert.NotEqual(before, await client.ReadLineAsync());
        Assert.Single(host.Pids);
    }
}
