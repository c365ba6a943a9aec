using System.Globalization;
using System.Text;
using System.Text.Json;
using Spiral.Goridge;

namespace RoadRunner.Host.Workers;

/// <summary>The server's side of the control frames (docs/protocol.md, "Handshake" and "Stop").</summary>
internal static class WorkerControl
{
    private const FrameFlags Flags = FrameFlags.Control | FrameFlags.Json;

    /// <summary>What a worker answers an event with when it wants to be replaced; the bytes are compared.</summary>
    public static ReadOnlySpan<byte> Stop => "{\"stop\":true}"u8;

    public static void SendStop(Relay relay) => relay.Send(Flags, [], Stop);

    /// <summary>Asks for the process id and waits for the answer.</summary>
    /// <returns>The pid of the answer, greater than 0.</returns>
    /// <exception cref="WorkerStartException">The answer is none.</exception>
    /// <exception cref="GoridgeException">The relay ended, or carries something else than frames.</exception>
    public static int Handshake(Relay relay)
    {
        var request = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"pid\":{Environment.ProcessId}}}"));
        relay.Send(Flags, [], request);
        if (!relay.TryReceive(out var reply))
        {
            throw new RelayClosedException("it closed the relay before the pid handshake");
        }

        return (reply.Flags & FrameFlags.Control) == FrameFlags.None
            ? throw new WorkerStartException("it answered the pid request with a frame that has no CONTROL flag")
            : ParsePid(reply.Payload);
    }

    private static int ParsePid(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return document.RootElement.TryGetProperty("pid", out var pid) && pid.TryGetInt32(out var value) && value > 0
                ? value
                : throw new WorkerStartException("it answered the pid request without a pid greater than 0");
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            throw new WorkerStartException($"it answered the pid request with something else than {{\"pid\":N}}: {cause.Message}", cause);
        }
    }
}
