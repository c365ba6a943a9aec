using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration.Recorded;

/// <summary>Recordings of Go RoadRunner in which workers, the pool or the server matter, played to a host with <c>framing: roadrunner</c>.</summary>
/// <remarks>The same events in the same order, the same bytes at workers and clients; what differs stands in <see cref="RecordedDeviations"/>.</remarks>
public sealed class RecordedTalkTests
{
    [Theory]
    [InlineData("client-reset")]
    [InlineData("connected-crash")]
    [InlineData("debug-mode")]
    [InlineData("exec-ttl")]
    [InlineData("handshake-json-flag")]
    [InlineData("handshake-wrong-pid-pipes")]
    [InlineData("many-connections-two-workers")]
    [InlineData("max-jobs")]
    [InlineData("max-queue-size")]
    [InlineData("no-free-workers")]
    [InlineData("pipelining-while-busy")]
    [InlineData("reset-while-busy")]
    [InlineData("server-name-escaping")]
    [InlineData("server-stop-open-connections")]
    [InlineData("server-stop-while-busy")]
    [InlineData("start-stop-pipes")]
    [InlineData("start-stop-tcp")]
    [InlineData("start-stop-unix")]
    [InlineData("stderr-output")]
    [InlineData("stop-ignored")]
    [InlineData("tcp-close-busy")]
    [InlineData("tcp-close-idle")]
    [InlineData("unix-server-socket")]
    [InlineData("worker-bad-crc")]
    [InlineData("worker-crash-data")]
    [InlineData("worker-crash-header-length")]
    [InlineData("worker-eof-after-header")]
    [InlineData("worker-error-data")]
    [InlineData("worker-error-with-option")]
    [InlineData("worker-garbage-stdout")]
    [InlineData("worker-no-options")]
    [InlineData("worker-offset-beyond-payload")]
    [InlineData("worker-stop-request")]
    [InlineData("worker-stream-flag")]
    [InlineData("worker-truncated-payload")]
    [InlineData("worker-two-options")]
    [InlineData("worker-two-responses")]
    public async Task Events_and_bytes_are_those_of_the_recording(string scenario)
    {
        var talk = RecordedTalk.Load(scenario);
        await using var workers = new ScriptedWorkers(talk, ignoresStop: scenario == "stop-ignored", tellsOwnPid: talk.Relay != "pipes");
        using var folder = new TempFolder();
        var time = scenario is "exec-ttl" or "no-free-workers" ? new ManualTime() : null;
        await using var host = await HostUnderTest.StartAsync(FileOf(scenario, talk, workers, folder), TimeSpan.FromSeconds(scenario == "stop-ignored" ? 0.2 : 10), time);
        await using var run = new RecordedRun(talk, host, workers, time, ServerOf(scenario).ToLowerInvariant());

        await run.PlayAsync();

        Assert.Equal(talk.Events.Select(static one => one.Text), workers.Events.All.Select(RecordedEvent.Describe));
        Assert.All(talk.Events.Where(static one => one.Printed.Length > 0), one => Assert.Contains(host.Log.Texts, text => text.EndsWith(one.Printed, StringComparison.Ordinal)));
        AssertControls(workers);
    }

    /// <summary>Every worker is asked for its pid first, and nothing comes after its stop command.</summary>
    private static void AssertControls(ScriptedWorkers workers)
    {
        foreach (var frames in workers.Controls.All.GroupBy(static one => one.Pid, static one => one.Frame))
        {
            Assert.Matches("""^\{"pid":[0-9]+\}$""", frames.First().Text);
            Assert.All(frames.Skip(1), static frame => Assert.Equal(GoldenFrames.StopCommand, Convert.ToHexStringLower(frame.ToBytes())));
            Assert.All(frames, static frame => Assert.Equal(0x09, frame.Flags));
            Assert.True(frames.Count() <= 2);
        }
    }

    private static string ServerOf(string scenario) => scenario == "server-name-escaping" ? "MyServer<a>&é" : "echo";

    private static RrFile FileOf(string scenario, RecordedTalk talk, ScriptedWorkers workers, TempFolder folder)
    {
        var pool = talk.Pool.Select(static entry => entry.Split(": ", 2)).ToDictionary(static entry => entry[0], static entry => entry[1]);
        return RrFile.Recorder with
        {
            Command = workers.Command,
            Relay = talk.Relay.Split(':')[0] switch { "tcp" => "tcp://127.0.0.1:0", "unix" => $"unix://{folder.PathOf("relay.sock")}", _ => "pipes" },
            Workers = int.Parse(pool.GetValueOrDefault("num_workers", "1"), provider: null),
            AllocateTimeout = pool.GetValueOrDefault("allocate_timeout", "60s"),
            Pool = [.. pool.Where(static entry => entry.Key is not ("num_workers" or "allocate_timeout")).Select(static entry => $"{entry.Key}: {entry.Value}")],
            Servers = [ServerOf(scenario)],
            Addresses = scenario == "unix-server-socket" ? new Dictionary<string, string> { ["echo"] = $"unix://{folder.PathOf("s.sock")}" } : [],
            More = $"{RpcFile.AnyPort}host: {{ framing: roadrunner, reset: stop_world }}\n",
        };
    }
}
