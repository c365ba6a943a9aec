using RoadRunner.Host.Workers;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>What <c>max_jobs</c> and <c>max_queue_size</c> do, seen by clients and in the journal of the workers.</summary>
public sealed class PoolLimitTests
{
    [Fact]
    public async Task A_worker_gets_no_more_than_a_small_max_jobs_and_the_connection_stays()
    {
        const int maxJobs = 3;
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Pool = [$"max_jobs: {maxJobs}"] });
        using var client = await host.ConnectAsync();

        for (var line = 0; line < 10; line++)
        {
            Assert.Equal($"line {line}", await client.AskAsync($"line {line}"));
        }

        var byWorker = host.Journal.Entries.All.GroupBy(static entry => entry.Pid).Select(static worker => worker.Count()).ToList();
        Assert.Equal([maxJobs, maxJobs, maxJobs, 2], byWorker);
        await host.WhenReplacedAsync(3);
        Assert.DoesNotContain(host.Journal.Entries.All, static entry => entry.IsClose);
        Assert.DoesNotContain(host.Log.Texts, static text => text.Contains("is lost", StringComparison.Ordinal));
        Assert.Equal(3, host.Host.ManagedWorkers.RestartsOf(RestartReason.MaxJobs));
    }

    [Fact]
    public async Task A_worker_of_one_event_each_is_followed_by_another()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Pool = ["max_jobs: 1"] });
        using var client = await host.ConnectAsync();
        Assert.Equal("one", await client.AskAsync("one"));
        Assert.Equal("two", await client.AskAsync("two"));

        Assert.Equal(3, host.Journal.Entries.All.DistinctBy(static entry => entry.Pid).Count());
    }

    [Fact]
    public async Task Events_under_load_survive_max_jobs()
    {
        const int clients = 6;
        const int messages = 40;
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Workers = 2, Pool = ["max_jobs: 20"], UsesJournal = false });

        await Task.WhenAll(Enumerable.Range(0, clients).Select(async number =>
        {
            using var client = await host.ConnectAsync();
            for (var message = 0; message < messages; message++)
            {
                Assert.Equal($"{number} {message}", await client.AskAsync($"{number} {message}"));
            }
        }));

        await host.WhenReplacedAsync(2);
        Assert.DoesNotContain(host.Log.Texts, static text => text.Contains("is lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_worker_whose_replacement_does_not_start_goes_on()
    {
        using var folder = new TempFolder();
        var marker = folder.PathOf("started");
        var script = $"if [ -e {marker} ]; then echo no >&2; exit 5; fi; : > {marker}; exec dotnet {Programs.Recorder}";
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Command = ["sh", "-c", script], Pool = ["max_jobs: 10"] });
        using var client = await host.ConnectAsync();
        var pid = await client.AskAsync("PID");
        for (var line = 0; line < 20; line++)
        {
            await client.AskAsync("line");
        }

        var failed = await host.Log.WhenAsync("A worker could not be started");

        Assert.EndsWith("the worker exited with code 5 after {time} ms, before the pid handshake; the last it printed: no", Scrub.Text(failed.Text), StringComparison.Ordinal);
        Assert.Equal(pid, await client.AskAsync("PID"));
        File.Delete(marker);
        Assert.NotEqual(pid, $"{await host.WhenReplacedAsync()}");
        Assert.Equal("after", await client.AskAsync("after"));
    }

    [Fact]
    public async Task A_worker_that_dies_while_its_replacement_starts_is_replaced_once()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Workers = 2, Pool = ["max_jobs: 4"] });
        var held = host.Journal.HoldMessage("held");
        using var client = await host.ConnectAsync();
        await client.AskAsync("one");
        await client.AskAsync("two");
        await client.SendAsync("held\r\n");
        var victim = (await held.WhenHeldAsync()).Pid;

        // Half of its events are over: the replacement waits, or is about to.
        Native.Signal(victim, Native.SigKill);

        Assert.Equal("", await client.ReadToEndAsync());
        await host.WhenReplacedAsync();
        Assert.Equal(2, host.Pids.Count);
        Assert.DoesNotContain(victim, host.Pids);
    }

    [Fact]
    public async Task An_event_over_max_queue_size_fails_at_once_and_its_Close_does_not()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Pool = ["max_queue_size: 2"] });
        var held = host.Journal.HoldMessage("busy");
        using var busy = await host.ConnectAsync();
        await busy.SendAsync("busy\r\n");
        await held.WhenHeldAsync();
        using var second = await host.ConnectAsync();
        using var third = await host.ConnectAsync();

        // One of the two waits, whoever came first.
        var record = await host.Log.WhenAsync("max queue size reached");
        held.Release();

        Assert.EndsWith("is closed, CONNECTED failed: max queue size reached", record.Text, StringComparison.Ordinal);
        Assert.Equal("busy", await busy.ReadLineAsync());
        await host.Journal.Entries.WhenAsync(static entry => entry.IsClose);
        await host.Host.StopAsync().Within();
        Assert.Equal(3, host.Journal.Entries.All.Count(static entry => entry.IsClose));
        Assert.Equal(2, host.Journal.Entries.All.Count(static entry => entry.Event == "Connected"));
    }
}
