namespace Spiral.RoadRunner.Tcp.Tests.Replay;

/// <summary>Recorded workers that behave, whose bytes ours differ from by a rule of our own.</summary>
internal static class RecordedDifferences
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["buffer-boundary-close/w1"] = "a body goes with CONTINUE; we send none, the server ignores it",
        ["buffer-boundary-split/w1"] = "a body goes with CONTINUE; we send none, the server ignores it",
        ["data-close-with-body/w1"] = "a body goes with CLOSE; we send none, the server ignores it",
        ["data-continue-with-body/w1"] = "a body goes with CONTINUE; we send none, the server ignores it",
        ["handshake-json-flag/w1"] = "the pid has the flags CONTROL and JSON; ours has CONTROL, as the PHP worker",
        ["start-stop-pipes/w1"] = "the PHP worker answers CLOSE with CLOSE and sends one more after the stop command",
        ["start-stop-tcp/w1"] = "the PHP worker answers CLOSE with CLOSE and sends one more after the stop command",
        ["start-stop-unix/w1"] = "the PHP worker answers CLOSE with CLOSE and sends one more after the stop command",
    };
}
