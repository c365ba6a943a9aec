using System.Buffers;
using System.Text;
using Spiral.Goridge;

namespace RoadRunner.TestWorkers.Bare;

/// <summary>A worker on the standard streams that completes the handshake and leaves all manners to its caller.</summary>
/// <param name="options">Settings of the relay; null means the defaults.</param>
internal sealed class BareWorker(RelayOptions? options = null) : IDisposable
{
    private readonly Relay _relay = Relay.Create("pipes", options);

    /// <summary>Gets stdout as it is, beside the relay.</summary>
    public Stream Output { get; } = Console.OpenStandardOutput();

    /// <summary>Makes the bytes of an answer.</summary>
    public static byte[] Answer(string context, string body)
    {
        var bytes = new ArrayBufferWriter<byte>();
        FrameEncoder.Write(bytes, FrameFlags.None, [(uint)context.Length], Encoding.UTF8.GetBytes(context + body));
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Completes the handshake, and nothing more.</summary>
    public void Greet()
    {
        _relay.TryReceive(out _);
        SendPid();
    }

    /// <summary>Waits for the next Data event; everything else that needs an answer gets one.</summary>
    /// <returns>The event; null at the stop command, to be called again by whoever ignores it, and at the end of the stream.</returns>
    public BareEvent? NextData(out bool isEnd)
    {
        while (_relay.TryReceive(out var frame))
        {
            isEnd = false;
            if ((frame.Flags & FrameFlags.Control) != FrameFlags.None)
            {
                if (frame.Payload.Span.IndexOf("stop"u8) >= 0)
                {
                    return null;
                }

                SendPid();
                continue;
            }

            frame.SplitPayload(out var context, out var body);
            if (BareEvent.From(context.Span, body.Span) is { IsData: true } data)
            {
                return data;
            }

            Output.Write(Answer("CONTINUE", ""));
        }

        isEnd = true;
        return null;
    }

    private void SendPid() => _relay.Send(FrameFlags.Control, [], Encoding.UTF8.GetBytes($"{{\"pid\":{Environment.ProcessId}}}"));

    public void Dispose()
    {
        Output.Dispose();
        _relay.Dispose();
    }
}
