using System.Buffers;
using System.Text;
using RoadRunner.TestKit;
using Spiral.Goridge;

namespace RoadRunner.Host.Tests.KeyValue;

/// <summary>Error replies of a genuine RoadRunner from the transcripts.</summary>
internal static class RecordedReplies
{
    private const string TimeError = "parsing time \"";
    private static readonly string[] Scenarios = ["rpc-kv-memory", "rpc-kv-redis", "rpc-kv-boltdb"];

    /// <summary>Returns the texts of all error replies of a scenario.</summary>
    public static IReadOnlyList<string> Errors(string scenario) =>
        [.. Capture.Load(scenario).RpcLines.Where(line => line.Direction == CaptureLine.ToClient).Select(line => ErrorText(line.Bytes)).OfType<string>()];

    /// <summary>Returns the times that were refused, each with what was said about it.</summary>
    public static IEnumerable<(string Time, string Message)> TimeErrors() => Scenarios
        .SelectMany(Errors)
        .Where(error => error.Contains(TimeError, StringComparison.Ordinal))
        .Select(error => error[error.IndexOf(TimeError, StringComparison.Ordinal)..])
        .Select(message => (message[TimeError.Length..].Split('"')[0], message))
        .Distinct();

    private static string? ErrorText(ReadOnlyMemory<byte> bytes)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        if (!FrameDecoder.TryRead(ref buffer, bytes.Length, out var frame) || !frame.Flags.HasFlag(FrameFlags.Error))
        {
            return null;
        }

        // The options are the sequence number and the length of the method's name, which comes first.
        return Encoding.UTF8.GetString(frame.Payload.Span[(int)frame.GetOption(1)..]);
    }
}
