using System.Buffers;

namespace Spiral.Goridge.Rpc;

/// <summary>Bytes as they are. Servers use it only for methods that return bytes, such as <c>rpc.Config</c>.</summary>
public sealed class RawRpcCodec : IRpcCodec<ReadOnlyMemory<byte>, byte[]>
{
    private RawRpcCodec()
    {
    }

    /// <summary>Gets the codec.</summary>
    public static RawRpcCodec Instance { get; } = new();

    /// <inheritdoc/>
    public FrameFlags Flags => FrameFlags.Raw;

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> writer, ReadOnlyMemory<byte> request) => writer.Write(request.Span);

    /// <summary>Copies the body; the array belongs to the caller.</summary>
    /// <inheritdoc/>
    public byte[] Read(ReadOnlySpan<byte> body) => body.ToArray();
}
