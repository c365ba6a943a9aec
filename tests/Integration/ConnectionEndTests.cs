using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>However a connection ends: one Close event, the last of its events, and a pool that goes on.</summary>
public sealed class ConnectionEndTests
{
    private const int Visitors = 200;

    private static RrFile Pair => RrFile.Recorder with { Workers = 2 };

    [Fact]
    public async Task Two_hundred_clients_that_come_and_go_leave_one_close_each()
    {
        await using var host = await HostUnderTest.StartAsync(Pair);
        for (var visitor = 0; visitor < Visitors; visitor++)
        {
            using var client = await host.ConnectAsync();
        }

        await host.Journal.Entries.WhenAsync(static entry => entry.IsClose, Visitors);
        Assert.All(host.Journal.Connections, static events => Assert.Equal(["Connected", "Close"], events.Select(static one => one.Event)));
        Assert.Equal(Visitors, host.Journal.Connections.Count());
        Assert.Equal(2, host.Journal.Entries.All.Select(static entry => entry.Pid).Distinct().Count());

        using var last = await host.ConnectAsync();
        Assert.Equal("still here", await last.AskAsync("still here"));
    }

    [Fact]
    public async Task A_handler_that_throws_closes_its_client_with_a_harmless_text()
    {
        await using var host = await HostUnderTest.StartAsync(Pair);
        for (var message = 1; message <= 30; message++)
        {
            using var client = await host.ConnectAsync();
            if (message % 3 == 0)
            {
                await client.SendAsync("THROW\r\n");
                Assert.Equal("Something went wrong\r\n", await client.ReadToEndAsync());
            }
            else
            {
                Assert.Equal($"message {message}", await client.AskAsync($"message {message}"));
            }
        }

        await host.Journal.Entries.WhenAsync(static entry => entry.IsClose, 30);
        Assert.All(host.Journal.Connections, static events => Assert.Equal(["Connected", "Data", "Close"], events.Select(static one => one.Event)));
        await host.Log.WhenAsync("thrown on purpose");
        Assert.Equal(2, host.Journal.Pids.All.Count);
    }

    [Fact]
    public async Task A_client_that_resets_the_connection_loses_its_unfinished_message_only()
    {
        await using var host = await HostUnderTest.StartAsync(Pair);
        var client = await host.ConnectAsync();
        await client.AskAsync("finished");
        await client.SendAsync("unfinished");
        client.Reset();

        await host.Journal.Entries.WhenAsync(static entry => entry.IsClose);
        await host.Host.StopAsync().Within();
        Assert.Equal(["Connected ", @"Data finished\r\n", "Close "], host.Journal.Entries.All.Select(static entry => $"{entry.Event} {entry.Text}"));
    }

    [Fact]
    public async Task A_client_that_resets_the_connection_during_its_event_gets_one_close_after_it()
    {
        await using var host = await HostUnderTest.StartAsync(Pair);
        var held = host.Journal.HoldMessage("busy");
        var client = await host.ConnectAsync();
        await client.SendAsync("busy\r\n");
        await held.WhenHeldAsync();
        client.Reset();
        using (var other = await host.ConnectAsync())
        {
            Assert.Equal("other", await other.AskAsync("other"));
        }

        held.Release();
        await host.Journal.Entries.WhenAsync(static entry => entry.IsClose, 2);
        await host.Host.StopAsync().Within();
        Assert.All(host.Journal.Connections, static events => Assert.Equal(["Connected", "Data", "Close"], events.Select(static one => one.Event)));
    }

    [Fact]
    public async Task A_worker_that_closes_is_told_about_the_close()
    {
        await using var host = await HostUnderTest.StartAsync(Pair);
        using var client = await host.ConnectAsync();
        await client.SendAsync("BYE\r\nnever read\r\n");
        Assert.StartsWith("bye\r\n", await client.ReadToEndAsync(), StringComparison.Ordinal);

        await host.Journal.Entries.WhenAsync(static entry => entry.IsClose);
        await host.Host.StopAsync().Within();
        Assert.Equal(["Connected", "Data", "Close"], host.Journal.Entries.All.Select(static entry => entry.Event));
    }

    [Fact]
    public async Task A_host_that_stops_gives_every_idle_connection_its_one_close()
    {
        await using var host = await HostUnderTest.StartAsync(Pair);
        var clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.ConnectAsync()));
        foreach (var client in clients)
        {
            Assert.Equal("hello", await client.AskAsync("hello"));
        }

        await host.Host.StopAsync().Within();

        foreach (var client in clients)
        {
            Assert.Equal("", await client.ReadToEndAsync());
            client.Dispose();
        }

        Assert.Equal(20, host.Journal.Connections.Count());
        Assert.All(host.Journal.Connections, static events => Assert.Equal(["Connected", "Data", "Close"], events.Select(static one => one.Event)));
        Assert.Contains("workers stopped; forced: 0", host.Log.Texts);
    }
}
