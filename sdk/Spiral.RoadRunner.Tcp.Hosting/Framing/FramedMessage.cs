using System.Buffers;
using System.Runtime.InteropServices;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A message as it was cut out of the bytes of a connection.</summary>
/// <param name="bytes">Borrowed: parts of the leftover and of the body of the event.</param>
/// <param name="oversizedBytes">See <see cref="OversizedBytes"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly struct FramedMessage(in ReadOnlySequence<byte> bytes, long oversizedBytes = 0)
{
    /// <summary>Gets the message, with or without its delimiter as the framing says; empty when it was thrown away.</summary>
    public ReadOnlySequence<byte> Bytes { get; } = bytes;

    /// <summary>Gets how large the message that was thrown away has been, without its delimiter; 0 when it was not.</summary>
    public long OversizedBytes { get; } = oversizedBytes;

    /// <summary>Gets a value indicating whether the message was too large and its bytes are gone.</summary>
    public bool IsOversized => OversizedBytes > 0;
}
