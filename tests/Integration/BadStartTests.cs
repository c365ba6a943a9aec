using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>Workers that do not complete the handshake: the start fails, says why, and leaves nothing behind.</summary>
public sealed class BadStartTests
{
    [Fact]
    public async Task A_worker_that_stays_silent_runs_out_of_time() => Assert.Equal(
        "server.command \"dotnet NoHandshake.dll\": the worker did not answer the pid request within allocate_timeout (0.5 s)",
        await HostUnderTest.FailToStartAsync(RrFile.Of("NoHandshake") with { AllocateTimeout = "500ms" }));

    [Fact]
    public async Task A_worker_that_stays_silent_on_a_socket_relay_runs_out_of_time() => Assert.Equal(
        "server.command \"sleep 60\": the worker did not answer the pid request within allocate_timeout (0.5 s)",
        await HostUnderTest.FailToStartAsync(RrFile.Recorder with { Command = ["sleep", "60"], Relay = "tcp://127.0.0.1:0", AllocateTimeout = "500ms" }));

    [Fact]
    public async Task A_worker_that_exits_at_once_is_quoted() => Assert.Equal(
        "server.command \"dotnet ExitsAtOnce.dll\": the worker exited with code 3 after {time} ms, before the pid handshake; "
        + "the last it printed: Cannot open the database. | Giving up.",
        await HostUnderTest.FailToStartAsync(RrFile.Of("ExitsAtOnce")));

    [Fact]
    public async Task A_worker_that_exits_at_once_on_a_socket_relay_is_quoted() => Assert.Equal(
        "server.command \"dotnet ExitsAtOnce.dll\": the worker exited with code 3 after {time} ms, before the pid handshake; "
        + "the last it printed: Cannot open the database. | Giving up.",
        await HostUnderTest.FailToStartAsync(RrFile.Of("ExitsAtOnce") with { Relay = "tcp://127.0.0.1:0" }));

    [Fact]
    public async Task A_worker_that_exits_and_leaves_a_child_is_not_waited_for()
    {
        using var folder = new TempFolder();
        var script = folder.Write("worker.sh", "sleep 300 2>/dev/null & echo $! >&2; exit 3\n");

        var message = await HostUnderTest.FailToStartAsync(RrFile.Recorder with { Command = ["sh", script] });

        const string expected = "server.command \"sh worker.sh\": the worker exited with code 3 after {time} ms, before the pid handshake; the last it printed: ";
        Assert.StartsWith(expected, message, StringComparison.Ordinal);
        Native.Signal(int.Parse(message[expected.Length..], provider: null), Native.SigKill);
    }

    [Fact]
    public async Task A_worker_that_prints_before_the_handshake_is_told_about_stdout() => Assert.Equal(
        "server.command \"dotnet PrintsBeforeHandshake.dll\": the worker does not speak the protocol: Frame version 4 is not supported (expected 1): "
        + "bytes 4275696c64696e672e2e2e0a \"Building....\". Does it print to stdout, or run under `dotnet run`?",
        await HostUnderTest.FailToStartAsync(RrFile.Of("PrintsBeforeHandshake")));

    [Fact]
    public async Task A_program_that_is_missing_is_named() => Assert.Equal(
        "server.command \"no-such-program\": the program cannot be started: "
        + "An error occurred trying to start process 'no-such-program' with working directory '{folder}'. No such file or directory",
        await HostUnderTest.FailToStartAsync(RrFile.Recorder with { Command = ["no-such-program"] }));

    [Fact]
    public async Task One_worker_of_several_that_fails_takes_the_others_down()
    {
        using var folder = new TempFolder();
        var first = folder.PathOf("first");
        var script = folder.Write("once.sh", $"if mkdir {first}; then exec dotnet {Programs.Recorder}; else echo not twice >&2; exit 4; fi\n");
        var message = await HostUnderTest.FailToStartAsync(RrFile.Recorder with { Command = ["sh", script], Workers = 2 });
        Assert.StartsWith("server.command \"sh once.sh\": the worker exited with code 4 after {time} ms, before the pid handshake; the last it printed: ", message, StringComparison.Ordinal);
        Assert.EndsWith("not twice", message, StringComparison.Ordinal);
    }
}
