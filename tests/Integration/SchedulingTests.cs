using System.Diagnostics;
using System.Globalization;
using RoadRunner.Host.Workers;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>How the operating system schedules host and workers, <c>host.scheduling</c>: sched(7) of Linux.</summary>
public sealed class SchedulingTests
{
    private const int Other = 0;
    private const int Batch = 3;
    private const int Idle = 5;

    private static RrFile Fast => RrFile.Recorder with { UsesJournal = false, Workers = 2 };

    [Fact]
    public async Task Under_pressure_host_and_workers_do_not_interrupt_each_other()
    {
        await using var serve = await ServeProcess.StartAsync(Fast);
        int[] processes = [serve.Pid, .. serve.Pids];
        Assert.All(processes, static pid => Assert.Equal([Other], PoliciesOf(pid)));
        await using var flood = Flood.Start(() => serve.ConnectAsync());

        await WhenAsync(() => Task.FromResult(processes.All(static pid => PoliciesOf(pid).Contains(Batch))));

        await flood.EndAsync();
        using var client = await serve.ConnectAsync();
        await WhenAsync(async () => await client.AskAsync("quiet") == "quiet" && processes.All(static pid => PoliciesOf(pid) is [Other]));
    }

    [Fact]
    public async Task A_worker_that_starts_under_pressure_and_a_process_that_others_share()
    {
        await using var host = await HostUnderTest.StartAsync(Fast);
        await using var flood = Flood.Start(() => host.ConnectAsync());
        await WhenAsync(() => Task.FromResult(host.Pids.All(static pid => PoliciesOf(pid).Contains(Batch))));
        var old = host.Pids;

        await host.Host.ResetAsync();

        Assert.Empty(old.Intersect(host.Pids));
        await WhenAsync(() => Task.FromResult(host.Pids.All(static pid => PoliciesOf(pid).Contains(Batch))));
        Assert.Equal([Other], PoliciesOf(Environment.ProcessId));
        await flood.EndAsync();
        using var client = await host.ConnectAsync();
        await WhenAsync(async () => await client.AskAsync("quiet") == "quiet" && host.Pids.All(static pid => PoliciesOf(pid) is [Other]));
    }

    [Theory]
    [InlineData("--other", Other, Batch)]
    [InlineData("--idle", Idle, Idle)]
    public async Task A_policy_of_another_kind_is_left_alone(string policy, int before, int under)
    {
        using var process = Process.Start("chrt", [policy, "0", "sleep", "1000"]);
        ProcessLedger.Remember(process.Id);
        try
        {
            await WhenAsync(() => Task.FromResult(PoliciesOf(process.Id).SequenceEqual([before])));

            BatchScheduling.Set(process.Id, isBatch: true);
            Assert.Equal([under], PoliciesOf(process.Id));

            BatchScheduling.Set(process.Id, isBatch: false);
            Assert.Equal([before], PoliciesOf(process.Id));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync().Within();
        }

        // Nothing happens to a process that has gone.
        BatchScheduling.Set(process.Id, isBatch: true);
    }

    [Fact]
    public async Task Normal_leaves_everybody_as_they_were_started()
    {
        await using var other = await ServeProcess.StartAsync(Fast);
        await using var serve = await ServeProcess.StartAsync(Fast with { More = "host: { scheduling: normal }" });
        await using (var flood = Flood.Start(() => serve.ConnectAsync()))
        {
            // As long as the default takes on the same machine, and more.
            await using var others = Flood.Start(() => other.ConnectAsync());
            await WhenAsync(() => Task.FromResult(PoliciesOf(other.Pid).Contains(Batch)));
            await others.EndAsync();
            await flood.EndAsync();
        }

        Assert.All(serve.Pids.Prepend(serve.Pid), static pid => Assert.Equal([Other], PoliciesOf(pid)));
    }

    private static async Task WhenAsync(Func<Task<bool>> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TestLimit.Generous, "The policies have not become what they should.");
            await Task.Yield();
        }
    }

    /// <summary>Reads the policies of the threads of a process, each once.</summary>
    private static int[] PoliciesOf(int pid) =>
        [.. Directory.EnumerateDirectories($"/proc/{pid}/task").Select(PolicyOf).OfType<int>().Distinct().Order()];

    private static int? PolicyOf(string thread)
    {
        const int policy = 41;
        const int firstAfterName = 3;
        try
        {
            var text = File.ReadAllText(Path.Combine(thread, "stat"));
            var values = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return int.Parse(values[policy - firstAfterName], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // The thread has ended meanwhile.
            return null;
        }
    }
}
