using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>The framing of Go RoadRunner with worker processes: which ends a worker hears of.</summary>
public sealed class RoadRunnerFramingTests
{
    [Fact]
    public async Task An_error_frame_and_a_lost_worker_close_without_bytes_and_without_Close()
    {
        await using var host = await StartAsync();
        using (var refused = await host.ConnectAsync())
        {
            await refused.SendAsync("ERROR\r\n");
            Assert.Equal("", await refused.ReadToEndAsync());
        }

        var held = host.Journal.HoldMessage("lost");
        using (var lost = await host.ConnectAsync())
        {
            await lost.SendAsync("lost\r\n");
            await held.WhenHeldAsync();
            Native.Signal(host.Pids[0], Native.SigKill);
            Assert.Equal("", await lost.ReadToEndAsync());
        }

        await host.WhenReplacedAsync();
        using (var client = await host.ConnectAsync())
        {
            await client.SendAsync("one\r\ntwo\r\n");
            Assert.Equal("one\r\ntwo\r\n", $"{await client.ReadLineAsync()}\r\n{await client.ReadLineAsync()}\r\n");
            await client.SendAsync("BYE\r\n");
            Assert.Equal("bye\r\n", await client.ReadToEndAsync());
        }

        await host.Journal.Entries.WhenAsync(static entry => entry.IsClose);
        await host.Host.StopAsync().Within();
        Assert.Equal(
            ["Connected Data", "Connected Data", "Connected Data Data Close"],
            host.Journal.Connections.Select(static events => string.Join(' ', events.Select(static one => one.Event))));
    }

    [Fact]
    public async Task A_partial_message_comes_between_two_Close_events_and_a_stop_gives_none()
    {
        await using var host = await StartAsync();
        using (var half = await host.ConnectAsync())
        {
            await half.SendAsync("partial");
            half.HalfClose();
            await half.ReadToEndAsync();
        }

        await host.Journal.Entries.WhenAsync(static entry => entry.IsClose, 2);
        using var idle = await host.ConnectAsync();
        Assert.Equal("hello", await idle.AskAsync("hello"));
        await host.Host.StopAsync().Within();

        Assert.Equal("", await idle.ReadToEndAsync());
        Assert.Equal(
            ["Connected", "Close", "Data partial", "Close", "Connected", @"Data hello\r\n"],
            host.Journal.Entries.All.Select(static entry => $"{entry.Event} {entry.Text}".TrimEnd(' ')));
    }

    private static Task<HostUnderTest> StartAsync() => HostUnderTest.StartAsync(RrFile.Recorder with { More = "host: { framing: roadrunner }" });
}
