using System.Runtime.InteropServices;

namespace Spiral.RoadRunner;

/// <summary>What the server hands to a worker: a context that describes the event, and its body.</summary>
/// <remarks>
/// Both parts are borrowed from the receive buffer of the worker: they are valid until the answer has been sent. Copy what has
/// to live longer.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public readonly struct Payload
{
    /// <summary>Creates a payload.</summary>
    /// <param name="context">The first part of the frame's payload.</param>
    /// <param name="body">The rest.</param>
    public Payload(ReadOnlyMemory<byte> context, ReadOnlyMemory<byte> body)
    {
        Context = context;
        Body = body;
    }

    /// <summary>Gets the description of the event, JSON for the TCP plugin; may be empty.</summary>
    public ReadOnlyMemory<byte> Context { get; }

    /// <summary>Gets the bytes of the event, as they are; may be empty.</summary>
    public ReadOnlyMemory<byte> Body { get; }
}
