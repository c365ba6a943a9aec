using System.Text;
using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Plays a capture to the handlers of now.</summary>
public static class CaptureReplay
{
    /// <summary>Hands the events of a capture file to the workers of a host, in turn and in the order of the file, and expects the same answers.</summary>
    /// <param name="host">The host. Its clock stands still unless the test moves it; what depends on time or chance needs a rule.</param>
    /// <param name="path">A file that <see cref="CaptureFile"/> reads.</param>
    /// <param name="rules">Take out of both answers what differs from run to run; null for none.</param>
    /// <param name="cancellationToken">Ends the replay.</param>
    /// <returns>How many events were played. The answers to Close events mean nothing and are not compared.</returns>
    /// <exception cref="CaptureReplayException">Something was answered otherwise; the message shows each event with both answers.</exception>
    /// <exception cref="CaptureFormatException">A line is no record of a capture; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<int> RunAsync(
        TcpTestHost host, string path, IEnumerable<TranscriptRule>? rules = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        TranscriptRule[] scrubbers = [.. rules ?? []];
        var differences = new List<ReplayDifference>();
        var events = 0;
        await foreach (var record in CaptureFile.ReadAsync(path, cancellationToken).ConfigureAwait(false))
        {
            events++;
            var (answer, reply) = await host.DispatchAsync(record, cancellationToken).ConfigureAwait(false);
            if (Compare(events, record, answer, reply, scrubbers) is { } difference)
            {
                differences.Add(difference);
            }
        }

        return differences.Count == 0 ? events : throw new CaptureReplayException(path, events, differences);
    }

    private static ReplayDifference? Compare(int number, CaptureRecord record, TcpResponse answer, byte[] reply, TranscriptRule[] rules)
    {
        if (record.IsBodyTruncated)
        {
            return new ReplayDifference(number, Describe(record), $"{record.Answer}", "nothing: the capture has only the first bytes of the event");
        }

        // Of an answer that was cut off, what is there is compared.
        var comparable = record.IsReplyTruncated ? reply.AsMemory(0, Math.Min(reply.Length, record.Reply.Length)) : reply;
        var expected = Describe(record.Answer, record.Reply, rules);
        var actual = Describe(answer, comparable, rules);
        return record.Event == TcpEvent.Close || expected == actual ? null : new ReplayDifference(number, Describe(record), expected, actual);
    }

    private static string Describe(CaptureRecord record) =>
        $"{record.Event} of {record.Server}, connection {record.ConnectionUuid}{(record.Event == TcpEvent.Data ? $": {Visible.Text(record.Body.Span)}" : "")}";

    private static string Describe(TcpResponse answer, ReadOnlyMemory<byte> reply, TranscriptRule[] rules)
    {
        if (answer is not (TcpResponse.Respond or TcpResponse.RespondClose))
        {
            return answer.ToString();
        }

        // Latin-1 takes bytes through text and back unchanged.
        var text = rules.Aggregate(Encoding.Latin1.GetString(reply.Span), static (result, rule) => rule.Apply(result));
        return $"{answer} {Visible.Text(Encoding.Latin1.GetBytes(text))}";
    }
}
