using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>Programs that start well and die, over and over: the host neither spins nor gives up.</summary>
public sealed class CrashLoopTests
{
    [Fact]
    public async Task Workers_that_die_right_after_their_start_are_replaced_after_growing_pauses()
    {
        var time = new ManualTime();
        await using var host = await HostUnderTest.StartAsync(RrFile.Of("DiesAfterHandshake"), time: time);

        await PauseAsync(host, time, inARow: 3, seconds: 1);
        await PauseAsync(host, time, inARow: 4, seconds: 2);
        await PauseAsync(host, time, inARow: 5, seconds: 4);

        Assert.Equal(6, (await host.Log.Records.WhenAsync(static record => record.Text.Contains("(exit code 6)", StringComparison.Ordinal), 6)).Count);
    }

    [Fact]
    public async Task Events_wait_for_a_worker_that_lives()
    {
        using var folder = new TempFolder();
        var broken = folder.Write("broken", "");
        var script = $"if [ -e {broken} ]; then exec dotnet {Programs.Worker("DiesAfterHandshake")}; fi; exec dotnet {Programs.Recorder}";
        var time = new ManualTime();
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Command = ["sh", "-c", script] }, time: time);
        await host.Log.WhenAsync("3 workers in a row died right after their start");

        // Nobody is left who could take an event with him.
        using var client = await host.ConnectAsync();
        await client.SendAsync("hello\r\n");
        File.Delete(broken);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("hello", await client.ReadLineAsync());
    }

    [Fact]
    public async Task Workers_that_answer_every_event_with_the_wish_to_be_replaced_are_replaced_after_growing_pauses()
    {
        var time = new ManualTime();
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder, time: time);
        using var client = await host.ConnectAsync();
        Assert.Equal("hello", await client.AskAsync("hello"));
        await client.SendAsync("STOP ALL\r\n");

        // The first one had answered something before.
        await host.Log.WhenAsync("3 workers in a row died right after their start");
        Assert.Equal(4, host.Journal.Entries.All.Count(static entry => entry.Text.StartsWith("STOP", StringComparison.Ordinal)));
        time.Advance(TimeSpan.FromSeconds(1));
        await host.Log.WhenAsync("4 workers in a row died right after their start");

        // The event waits for a worker that is content.
        var stopping = host.Host.StopAsync();
        time.Advance(TimeSpan.FromSeconds(20));
        await stopping.Within();
    }

    private static async Task PauseAsync(HostUnderTest host, ManualTime time, int inARow, int seconds)
    {
        var record = await host.Log.WhenAsync($"{inARow} workers in a row died right after their start");
        Assert.EndsWith($"the next one comes in {seconds} s; the last printed: the database is gone", record.Text, StringComparison.Ordinal);
        time.Advance(TimeSpan.FromSeconds(seconds));
    }
}
