namespace RoadRunner.Integration.Recorded;

/// <summary>All lines of the recordings of workers and pools that this host does in another way, with <c>framing: roadrunner</c>.</summary>
internal static class RecordedDeviations
{
    private static readonly RecordedDeviation[] All =
    [
        new("no-free-workers", 19, "a CLOSE waits for a worker as long as it takes; Go had lost it") { GetsClose = "peer3" },
        new("worker-eof-after-header", 16, "half an answer is none, so the event failed; Go takes it for an empty one, which closes"),
        new("worker-eof-after-header", 17, "see line 16"),
        new("worker-stream-flag", 13, "the worker is killed at its first frame with that bit; in Go it stays occupied"),
        new("worker-stream-flag", 16, "see line 13"),
        new("worker-two-responses", 22, "the worker is replaced, so its second answer is nobody's; in Go all that follow are one too late") { Receives = "still alive?\r\n" },
    ];

    public static RecordedDeviation? Find(string scenario, int line) => Array.Find(All, one => one.Scenario == scenario && one.Line == line);
}
