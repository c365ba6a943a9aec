using RoadRunner.Host.Workers;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>Workers that break the protocol with an event in their hands: the client is closed, the worker replaced, the log says why.</summary>
public sealed class BadWorkerTests
{
    [Theory]
    [InlineData("TextOnTheWire", "hello", "Frame version 4 is not supported (expected 1): bytes 48656c6c6f2c207468697320697320612074657874206f6e2074686520776972 \"Hello, this is a text on the wir\" … (exit code 137)")]
    [InlineData("WrongCrc", "hello", "Frame checksum 4e42467c does not match the first six bytes (expected 4e424683): bytes 1400150000007c46424e00000500000057524954456e6576657220746f206265 \"......|FBN......WRITEnever to be\" … (exit code 137)")]
    [InlineData("DiesMidEvent", "hello", "it closed the relay (exit code 7)")]
    [InlineData("DiesMidEvent", "HALF", "The peer closed the relay 18 bytes into a frame. (exit code 7)")]
    public async Task A_worker_that_fails_during_an_event_is_replaced(string worker, string message, string reason)
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Of(worker));
        var pid = host.Pids[0];
        using (var client = await host.ConnectAsync())
        {
            await client.SendAsync(message + "\r\n");
            Assert.Equal("", await client.ReadToEndAsync());
        }

        var replacement = await host.WhenReplacedAsync();
        Assert.Equal([replacement], host.Pids);
        Assert.NotEqual(pid, replacement);
        Assert.False(ProcessLedger.IsAlive(pid));
        var lost = await host.Log.WhenAsync($"Worker {pid} is lost and will be replaced: ");
        Assert.Equal($"Worker {pid} is lost and will be replaced: {reason}", lost.Text);
    }

    [Theory]
    [InlineData("ONE WRITE")]
    [InlineData("TWO WRITES")]
    public async Task A_second_answer_reaches_nobody(string message)
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Of("TwoReplies"));
        var pid = host.Pids[0];
        using var client = await host.ConnectAsync();
        Assert.Equal("first", await client.AskAsync(message));
        var replacement = await host.WhenReplacedAsync();
        Assert.NotEqual(pid, replacement);

        // What two writes look like depends on whether the host reads between them.
        var lost = await host.Log.WhenAsync($"Worker {pid} is lost and will be replaced: ");
        Assert.Matches("it sent (more than one answer to an event|a frame that nobody had asked for)", lost.Text);
        client.HalfClose();
        Assert.Equal("", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_worker_that_ignores_the_stop_command_is_killed()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Of("IgnoresStop"), stopTimeout: TimeSpan.FromSeconds(2));
        var pid = host.Pids[0];
        using (var client = await host.ConnectAsync())
        {
            await client.SendAsync("hello\r\n");
            Assert.Equal("hello"u8.ToArray(), await client.ReadAsync(5));
        }

        await host.Host.StopAsync().Within();

        Assert.False(ProcessLedger.IsAlive(pid));
        await host.Log.WhenAsync($"worker {pid}: I do not want to stop.");
        Assert.Contains($"Worker {pid} does not respond to the stop command within 2 s and is killed", host.Log.Texts);
        Assert.Contains("workers stopped; forced: 1", host.Log.Texts);
    }

    [Fact]
    public async Task A_worker_that_stops_reading_does_not_hold_up_the_stop()
    {
        var file = RrFile.Of("StopsReading") with { More = "host: { limits: { drain_timeout: 200ms } }" };
        await using var host = await HostUnderTest.StartAsync(file, stopTimeout: TimeSpan.FromMilliseconds(300));
        var pid = host.Pids[0];
        using var client = await host.ConnectAsync();
        await client.SendAsync(new string('x', 4 * 1024 * 1024) + "\r\n");

        await host.Host.StopAsync().Within();

        Assert.False(ProcessLedger.IsAlive(pid));
        Assert.Contains("workers stopped; forced: 1", host.Log.Texts);
    }

    [Fact]
    public async Task An_answer_to_an_event_that_was_not_read_does_not_make_the_worker_idle()
    {
        var time = new ManualTime();
        var worker = RrFile.Of("StopsReading");
        var file = worker with { Command = [.. worker.Command, "and-answers"], Pool = ["supervisor: { exec_ttl: 10s }"] };
        await using var host = await HostUnderTest.StartAsync(file, time: time);
        var pid = host.Pids[0];
        using var client = await host.ConnectAsync();
        await client.SendAsync(new string('x', 4 * 1024 * 1024) + "\r\n");
        await host.Log.WhenAsync($"worker {pid}: I have answered.");

        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("", await client.ReadToEndAsync());
        await host.WhenReplacedAsync();
        Assert.Contains($"Worker {pid} is lost and will be replaced: it had an event for longer than exec_ttl (10 s) (exit code 137)", host.Log.Texts);
    }

    [Fact]
    public async Task An_event_that_ends_whoever_reads_it_goes_to_two_workers_and_no_more()
    {
        var worker = RrFile.Of("DiesMidEvent");
        await using var host = await HostUnderTest.StartAsync(worker with { Command = [.. worker.Command, "65536"], Workers = 3 });
        using var client = await host.ConnectAsync();
        await client.SendAsync(new string('x', 1024 * 1024) + "\r\n");

        Assert.Equal("", await client.ReadToEndAsync());
        Assert.Equal(2, host.Host.ManagedWorkers.RestartsOf(RestartReason.Crash));
    }
}
