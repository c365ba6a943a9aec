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

    public SchedulingTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "There are such policies in Linux only.");

    private static RrFile Fast => RrFile.Recorder with { UsesJournal = false, Workers = 2 };

    [Fact]
    public async Task Under_pressure_host_and_workers_do_not_interrupt_each_other()
    {
        await using var serve = await ServeProcess.StartAsync(Fast);
        int[] processes = [serve.Pid, .. serve.Pids];
        Assert.All(processes, static pid => Assert.Equal([Other], PoliciesOf(pid)));
        await using var flood = Load.Flood(() => serve.ConnectAsync());

        await WhenAsync(() => processes.All(static pid => PoliciesOf(pid) is [Batch]));

        await flood.EndAsync();

        // Although nothing comes any more that would tell.
        await WhenAsync(() => processes.All(static pid => PoliciesOf(pid) is [Other]));
    }

    [Fact]
    public async Task A_worker_that_starts_under_pressure_and_a_process_that_others_share()
    {
        await using var host = await HostUnderTest.StartAsync(Fast);
        await using var flood = Load.Flood(() => host.ConnectAsync());
        await WhenAsync(() => host.Pids.All(static pid => PoliciesOf(pid) is [Batch]));
        var old = host.Pids;

        await host.Host.ResetAsync();

        Assert.Empty(old.Intersect(host.Pids));
        await WhenAsync(() => host.Pids.All(static pid => PoliciesOf(pid) is [Batch]));
        Assert.Equal([Other], PoliciesOf(Environment.ProcessId));
        await flood.EndAsync();
        await WhenAsync(() => host.Pids.All(static pid => PoliciesOf(pid) is [Other]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_of_its_own_is_itself_again_when_the_host_has_gone(bool isKilled)
    {
        await using var host = await HostUnderTest.StartAsync(Fast, ownsProcess: true);
        await using var flood = Load.Flood(() => host.ConnectAsync());
        await WhenAsync(static () => PoliciesOf(Environment.ProcessId).Contains(Batch));

        if (isKilled)
        {
            host.Host.Kill();
        }

        await host.Host.StopAsync().Within();

        await WhenAsync(static () => PoliciesOf(Environment.ProcessId) is [Other]);
    }

    [Fact]
    public async Task A_worker_under_a_policy_of_its_own_keeps_it()
    {
        await using var serve = await ServeProcess.StartAsync(Fast with { Command = ["chrt", "--batch", "0", "dotnet", Programs.Recorder] });
        await using var flood = Load.Flood(() => serve.ConnectAsync());
        await WhenAsync(() => PoliciesOf(serve.Pid) is [Batch]);
        await flood.EndAsync();
        await WhenAsync(() => PoliciesOf(serve.Pid) is [Other]);

        Assert.All(serve.Pids, static pid => Assert.Equal([Batch], PoliciesOf(pid)));
    }

    [Fact]
    public async Task Only_what_runs_as_usual_is_changed()
    {
        using var process = Process.Start("chrt", ["--idle", "0", "sleep", "1000"]);
        ProcessLedger.Remember(process.Id);
        try
        {
            await WhenAsync(() => PoliciesOf(process.Id) is [Idle]);

            Assert.False(BatchScheduling.TryBegin(process.Id));
            Assert.Equal([Idle], PoliciesOf(process.Id));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync().Within();
        }

        Assert.False(BatchScheduling.TryBegin(process.Id));
        BatchScheduling.End(process.Id);
    }

    [Fact]
    public async Task What_is_started_under_pressure_begins_as_the_host_did()
    {
        BatchScheduling.BeginHere();
        using var process = new Process { StartInfo = new ProcessStartInfo("sleep", ["1000"]) };
        try
        {
            BatchScheduling.Start(process);
            ProcessLedger.Remember(process.Id);

            Assert.Equal([Other], PoliciesOf(process.Id));
            Assert.Contains(Batch, PoliciesOf(Environment.ProcessId));
        }
        finally
        {
            BatchScheduling.EndHere();
            process.Kill();
            await process.WaitForExitAsync().Within();
        }

        await WhenAsync(static () => PoliciesOf(Environment.ProcessId) is [Other]);
    }

    [Fact]
    public async Task Normal_leaves_everybody_as_they_were_started()
    {
        await using var other = await ServeProcess.StartAsync(Fast);
        await using var serve = await ServeProcess.StartAsync(Fast with { More = "host: { scheduling: normal }" });
        await using var flood = Load.Flood(() => serve.ConnectAsync());

        // As long as the default takes on the same machine.
        await using var others = Load.Flood(() => other.ConnectAsync());
        await WhenAsync(() => PoliciesOf(other.Pid) is [Batch]);

        Assert.All(serve.Pids.Prepend(serve.Pid), static pid => Assert.Equal([Other], PoliciesOf(pid)));
        await others.EndAsync();
        await flood.EndAsync();
    }

    private static async Task WhenAsync(Func<bool> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!holds())
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
