namespace Spiral.Goridge.Rpc;

/// <summary>The answer of a call that went well, with its body as it came. An immutable value.</summary>
public readonly struct RpcReply
{
    internal RpcReply(FrameFlags codec, ReadOnlyMemory<byte> body)
    {
        Codec = codec;
        Body = body;
    }

    /// <summary>Gets the codec of the body; servers answer in the codec of the request.</summary>
    public FrameFlags Codec { get; }

    /// <summary>Gets the body; a copy that belongs to the caller.</summary>
    public ReadOnlyMemory<byte> Body { get; }
}
