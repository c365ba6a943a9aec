using System.Text;

namespace Spiral.Goridge.Rpc;

/// <summary>A request or a reply: a frame with two options, the sequence number and the length of the method name.</summary>
/// <remarks>A view of the bytes of its frame, and valid as long as the frame is. Made by <see cref="RpcFrame.Read"/>.</remarks>
public readonly struct RpcMessage
{
    internal RpcMessage(FrameFlags flags, uint sequence, ReadOnlyMemory<byte> method, ReadOnlyMemory<byte> body)
    {
        Flags = flags;
        Sequence = sequence;
        Method = method;
        Body = body;
    }

    /// <summary>Gets the flags as received: the codec of the body, and <see cref="FrameFlags.Error"/> on the reply of a failed call.</summary>
    public FrameFlags Flags { get; }

    /// <summary>Gets the number that ties a reply to its request; the client chooses it, the server repeats it. Any value is legal.</summary>
    public uint Sequence { get; }

    /// <summary>Gets the name of the method in UTF-8, such as <c>rpc.Version</c>. Borrowed from the frame.</summary>
    public ReadOnlyMemory<byte> Method { get; }

    /// <summary>Gets the rest of the payload: argument, result, or error text in UTF-8. Borrowed from the frame.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Gets a value indicating whether the peer answered with an error; <see cref="Body"/> is its text then.</summary>
    public bool IsError => (Flags & FrameFlags.Error) != FrameFlags.None;

    /// <summary>Returns sequence number, method and length of the body.</summary>
    public override string ToString() => $"#{Sequence} {Encoding.UTF8.GetString(Method.Span)} ({Body.Length} bytes)";
}
