namespace Spiral.Goridge;

/// <summary>Byte 10 of a frame. It is not covered by the checksum (docs/protocol.md, "Stream bits").</summary>
/// <remarks>The TCP plugin refuses streamed answers, so a TCP worker never sets these bits; it swallows those it receives.</remarks>
[Flags]
public enum StreamFlags : byte
{
    /// <summary>An ordinary, complete frame.</summary>
    None = 0,

    /// <summary>Worker to server: more frames of this answer follow.</summary>
    Stream = 0x01,

    /// <summary>Server to worker: stop the stream that is being sent.</summary>
    Stop = 0x02,

    /// <summary>Worker to server: answer with <see cref="Pong"/>.</summary>
    Ping = 0x04,

    /// <summary>Server to worker: the answer to <see cref="Ping"/>; the frame carries no payload and no <see cref="FrameFlags.Control"/> bit.</summary>
    Pong = 0x08,
}
