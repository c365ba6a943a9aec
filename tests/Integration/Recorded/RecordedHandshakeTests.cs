using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration.Recorded;

/// <summary>Recorded workers whose handshake ended the start of Go RoadRunner; it ends the start of the host too, and the message says why.</summary>
public sealed class RecordedHandshakeTests
{
    [Theory]
    [InlineData("handshake-bad-json", "the worker failed its handshake: it answered the pid request with something else than {\"pid\":N}: ")]
    [InlineData("handshake-could-not-open", "the worker does not speak the protocol: Frame version 4 is not supported (expected 1): bytes 436f756c64206e6f74206f70")]
    [InlineData("handshake-exit", "the worker exited with code 1 after {time} ms, before the pid handshake; the last it printed: fatal: cannot start")]
    [InlineData("handshake-no-control-flag", "the worker failed its handshake: it answered the pid request with a frame that has no CONTROL flag")]
    [InlineData("handshake-pid-zero", "the worker failed its handshake: it answered the pid request without a pid greater than 0")]
    [InlineData("handshake-short-stdout-noise", "the worker does not speak the protocol: Frame version 6 is not supported (expected 1): bytes 68656c6c6f13010d")]
    [InlineData("handshake-silent", "the worker did not answer the pid request within allocate_timeout (0.5 s)")]
    [InlineData("handshake-stdout-noise", "the worker does not speak the protocol: Frame version 5 is not supported (expected 1): bytes 504850205761726e696e673a")]
    [InlineData("handshake-wrong-pid-tcp", "the worker did not answer the pid request within allocate_timeout (0.5 s)")]
    public async Task The_start_fails_as_recorded(string scenario, string reason)
    {
        var talk = RecordedTalk.Load(scenario);
        await using var workers = new ScriptedWorkers(talk);
        var file = RrFile.Recorder with
        {
            Command = workers.Command,
            Relay = talk.Relay == "pipes" ? "pipes" : "tcp://127.0.0.1:0",
            AllocateTimeout = scenario is "handshake-silent" or "handshake-wrong-pid-tcp" ? "500ms" : "60s",
        };

        var message = await HostUnderTest.FailToStartAsync(file);

        Assert.StartsWith($"server.command \"sh worker.sh\": {reason}", message, StringComparison.Ordinal);
    }
}
