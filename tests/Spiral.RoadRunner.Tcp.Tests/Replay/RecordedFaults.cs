namespace Spiral.RoadRunner.Tcp.Tests.Replay;

/// <summary>Recorded workers that misbehave on purpose: nothing that our API can do, so they are not replayed.</summary>
internal static class RecordedFaults
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["connected-crash/w1"] = "the process exits while it handles CONNECTED",
        ["exec-ttl/w1"] = "the process is killed by exec_ttl while it handles DATA",
        ["handshake-bad-json/w1"] = "the handshake is answered with {pid}, which is no JSON",
        ["handshake-could-not-open/w1"] = "the interpreter prints that it could not open the script",
        ["handshake-exit/w1"] = "the process exits before the handshake",
        ["handshake-no-control-flag/w1"] = "the handshake is answered without the CONTROL flag",
        ["handshake-pid-zero/w1"] = "the handshake is answered with the pid 0",
        ["handshake-short-stdout-noise/w1"] = "text stands on stdout before the handshake",
        ["handshake-silent/w1"] = "the handshake is never answered",
        ["handshake-stdout-noise/w1"] = "text stands on stdout before the handshake",
        ["worker-bad-crc/w1"] = "the answer has a wrong checksum",
        ["worker-crash-data/w1"] = "the process exits while it handles DATA",
        ["worker-crash-header-length/w1"] = "the answer has the header length 15",
        ["worker-eof-after-header/w1"] = "the process exits behind the header of its answer",
        ["worker-error-with-option/w1"] = "the error frame has an option",
        ["worker-garbage-stdout/w1"] = "the answer is text on stdout",
        ["worker-no-options/w1"] = "the answer has no option",
        ["worker-offset-beyond-payload/w1"] = "the option of the answer points beyond its payload",
        ["worker-stream-flag/w1"] = "the answer has the STREAM bit",
        ["worker-truncated-payload/w1"] = "the process exits inside the payload of its answer",
        ["worker-two-options/w1"] = "the answer has two options",
        ["worker-two-responses/w1"] = "one event is answered twice",
    };
}
