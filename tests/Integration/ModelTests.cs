using System.Globalization;
using System.Text.RegularExpressions;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>The application model in worker processes: signals, stops, loops, timers.</summary>
public sealed partial class ModelTests(ITestOutputHelper output)
{
    private const int SigHup = 1;

    private static int SigUsr1 => OperatingSystem.IsLinux() ? 10 : 30;

    [Fact]
    public async Task Event_in_flight_is_answered_before_SIGTERM_ends_the_worker()
    {
        await using var host = await HostUnderTest.StartAsync(Model(workers: 1));
        using var client = await host.ConnectAsync();
        var pid = host.Pids[0];
        var answer = client.AskAsync("SLEEP 300");
        await host.Log.WhenAsync($"sleeping in {pid}");
        var told = TimeProvider.System.GetTimestamp();

        Native.Signal(pid, Native.SigTerm);

        Assert.Equal("slept", await answer);
        var left = await host.Log.WhenAsync($"Worker {pid} is lost");
        output.WriteLine($"gone {TimeProvider.System.GetElapsedTime(told).TotalMilliseconds:F0} ms after the signal");
        Assert.EndsWith("(exit code 0)", left.Text, StringComparison.Ordinal);
        Assert.Contains($"worker {pid}: service stopped", host.Log.Texts);
        Assert.Equal($"{await host.WhenReplacedAsync()}", await client.AskAsync("PID"));
    }

    [Fact]
    public async Task Worker_hears_a_signal_and_goes_on_serving()
    {
        await using var host = await HostUnderTest.StartAsync(Model(workers: 1));
        using var client = await host.ConnectAsync();
        var pid = await client.AskAsync("PID");

        Native.Signal(host.Pids[0], SigUsr1);
        await host.Log.WhenAsync($"heard posix.SIGUSR1 in {pid}");

        // Nobody listens to this one, and it does not hurt.
        Native.Signal(host.Pids[0], SigHup);
        Assert.Equal("posix.SIGUSR1", await client.AskAsync("SIGNALS"));
        Assert.Equal(pid, await client.AskAsync("PID"));
    }

    [Fact]
    public async Task Crash_of_a_loop_ends_the_worker_with_exit_code_1_and_the_server_replaces_it()
    {
        await using var host = await HostUnderTest.StartAsync(Model(workers: 1));
        using var client = await host.ConnectAsync();
        var pid = host.Pids[0];
        Assert.Equal("obedient=Looping", await client.AskAsync("LOOPS"));
        Assert.Equal("paused", await client.AskAsync("PAUSE obedient"));
        Assert.Equal("obedient=Paused", await client.AskAsync("LOOPS"));
        using var second = await host.ConnectAsync();
        await second.AskAsync("PID");

        Native.Signal(pid, Native.SigTerm);
        var replacement = await host.WhenReplacedAsync();
        Assert.Equal("soon", await client.AskAsync("CRASH"));
        var left = await host.Log.WhenAsync($"Worker {replacement} is lost");

        Assert.EndsWith("(exit code 1)", left.Text, StringComparison.Ordinal);
        Assert.Contains(host.Log.Texts, static text => text.Contains("Loop obedient crashed after", StringComparison.Ordinal));
        Assert.Contains($"worker {replacement}: loop spun down", host.Log.Texts);
        await host.WhenReplacedAsync(2);
        Assert.Equal("obedient=Looping", await second.AskAsync("LOOPS"));
    }

    [Fact]
    public async Task Singleton_timer_of_a_pool_ticks_in_one_worker()
    {
        await using var host = await HostUnderTest.StartAsync(Model(workers: 4) with
        {
            More = RpcFile.AnyPort,
            Environment = new Dictionary<string, string> { ["SINGLETON_MS"] = "100" },
        });

        var ticks = await host.Log.Records.WhenAsync(static record => Tick().IsMatch(record.Text), 10);

        var all = ticks.Select(static record => Tick().Match(record.Text)).ToList();
        Assert.Single(all.Select(static tick => tick.Groups["pid"].Value).Distinct());
        Assert.Equal(Enumerable.Range(1, 10), all.Select(static tick => int.Parse(tick.Groups["tick"].Value, CultureInfo.InvariantCulture)));

        // Whoever has it leaves in good order, so another one need not wait for the end of the lease.
        var first = int.Parse(all[0].Groups["pid"].Value, CultureInfo.InvariantCulture);
        Native.Signal(first, Native.SigTerm);
        var next = await host.Log.Records.WhenAsync(record => Tick().Match(record.Text) is { Success: true } tick && tick.Groups["pid"].Value != $"{first}");
        Assert.EndsWith("exit code 0)", (await host.Log.WhenAsync($"Worker {first} is lost")).Text, StringComparison.Ordinal);
        Assert.StartsWith("tick 1 of", Tick().Match(next.Text).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Singleton_timer_of_a_killed_worker_goes_on_in_another()
    {
        await using var host = await HostUnderTest.StartAsync(Model(workers: 2) with
        {
            More = RpcFile.AnyPort,
            Environment = new Dictionary<string, string> { ["SINGLETON_MS"] = "100" },
        });
        var tick = Tick().Match((await host.Log.Records.WhenAsync(static record => Tick().IsMatch(record.Text))).Text);
        var first = tick.Groups["pid"].Value;

        Native.Signal(int.Parse(first, CultureInfo.InvariantCulture), Native.SigKill);

        await host.Log.Records.WhenAsync(record => Tick().Match(record.Text) is { Success: true } other && other.Groups["pid"].Value != first);
    }

    [Fact]
    public async Task Singleton_timer_without_rpc_keeps_the_worker_from_starting()
    {
        var message = await HostUnderTest.FailToStartAsync(Model(workers: 1) with { Environment = new Dictionary<string, string> { ["SINGLETON_MS"] = "100" } });

        Assert.Contains("Timer 'pool' ticks in one worker of the pool and needs the RPC port of the server: there is none. Set the key rpc", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_is_as_nice_as_it_was_told_and_a_setting_out_of_range_keeps_it_from_starting()
    {
        await using (var host = await HostUnderTest.StartAsync(Nice(7)))
        {
            using var client = await host.ConnectAsync();
            Assert.Equal("BelowNormal", await client.AskAsync("PRIORITY"));
        }

        Assert.Contains("Tcp:Nice is 20, it has to be from -20 to 19.", await HostUnderTest.FailToStartAsync(Nice(20)), StringComparison.Ordinal);

        static RrFile Nice(int nice) => Model(workers: 1) with { Environment = new Dictionary<string, string> { ["Tcp__Nice"] = $"{nice}" } };
    }

    [Fact]
    public async Task Events_and_errors_are_counted_in_the_worker()
    {
        await using var host = await HostUnderTest.StartAsync(Model(workers: 1));
        using var bad = await host.ConnectAsync();
        Assert.Equal("Something went wrong", await bad.AskAsync("FAIL"));
        Assert.Equal("", await bad.ReadToEndAsync());
        using var client = await host.ConnectAsync();

        Assert.Equal("Healthy", await client.AskAsync("HEALTH"));

        // Two that came, one that went, one failure, one question: this one is still being handled.
        Assert.Equal("main 5 1", await client.AskAsync("COUNT"));
    }

    private static RrFile Model(int workers) => RrFile.Of("Model") with { Workers = workers, UsesJournal = false };

    [GeneratedRegex(@"tick (?<tick>\d+) of (?<pid>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tick();
}
