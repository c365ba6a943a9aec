using System.Text;

namespace Spiral.RoadRunner.Tcp.Tests.Replay;

/// <summary>One frame of the server with the answer that was recorded and the one that our rules ask for.</summary>
/// <param name="Sent">The frame of the server.</param>
/// <param name="Recorded">The recorded answer; null for the stop command.</param>
internal sealed record ReplayStep(CaptureLine Sent, CaptureLine? Recorded)
{
    /// <summary>Gets the recorded answer, taken apart.</summary>
    public RawFrame Answer => RawFrame.Parse(Recorded!.Bytes);

    public bool IsEvent => !RawFrame.Parse(Sent.Bytes).IsControl;

    /// <summary>Gets the bytes that our worker has to send.</summary>
    public byte[] Expected
    {
        get
        {
            var answer = Answer;
            if (answer.IsControl)
            {
                return RawFrame.Control(0x01, answer.Text).ToBytes();
            }

            if (answer.IsError)
            {
                return Recorded!.Bytes.ToArray();
            }

            return Encoding.UTF8.GetString(answer.Context.Span) switch
            {
                "CONTINUE" => Convert.FromHexString(GoldenFrames.Continue),
                "CLOSE" => Convert.FromHexString(IsCloseEvent ? GoldenFrames.Continue : GoldenFrames.Close),
                _ => Recorded!.Bytes.ToArray(),
            };
        }
    }

    /// <summary>Gets a value indicating whether the handler leaves the answer to the loop.</summary>
    public bool IsLeftToTheLoop => IsCloseEvent && !Answer.IsError
        && Encoding.UTF8.GetString(Answer.Context.Span) is "CONTINUE" or "CLOSE";

    private bool IsCloseEvent => IsEvent && Encoding.UTF8.GetString(RawFrame.Parse(Sent.Bytes).Context.Span).EndsWith("\"event\":\"CLOSE\"}", StringComparison.Ordinal);

    /// <summary>Pairs frames and answers: the n-th answer belongs to the n-th frame that wants one.</summary>
    public static IReadOnlyList<ReplayStep> Of(RecordedWorker worker)
    {
        var answers = new Queue<CaptureLine>(worker.Lines.Where(line => line.Direction == CaptureLine.FromWorker));
        return
        [
            .. worker.Lines
                .Where(line => line.Direction == CaptureLine.ToWorker)
                .Select(line => new ReplayStep(line, RecordedWorker.IsStop(RawFrame.Parse(line.Bytes)) ? null : answers.Dequeue())),
        ];
    }
}
