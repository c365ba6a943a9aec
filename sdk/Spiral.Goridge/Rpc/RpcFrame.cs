using System.Buffers;
using System.Text;

namespace Spiral.Goridge.Rpc;

/// <summary>The two options and the payload of an RPC frame, for both ends; no I/O and no state. Any thread may use it.</summary>
public static class RpcFrame
{
    /// <summary>The number of options of every RPC frame: sequence number and length of the method name.</summary>
    public const int OptionCount = 2;

    /// <summary>Bytes of a header with its two options.</summary>
    public const int HeaderBytes = FrameHeader.MinBytes + (OptionCount * 4);

    /// <summary>Every bit that names a codec.</summary>
    public const FrameFlags CodecMask = FrameFlags.Raw | FrameFlags.Json | FrameFlags.MessagePack | FrameFlags.Gob | FrameFlags.Proto;

    /// <summary>Reads a frame as a request or a reply.</summary>
    /// <param name="frame">A whole frame; the message borrows its bytes.</param>
    /// <exception cref="FrameFormatException">
    /// The frame has not exactly two options (<see cref="FrameError.WrongOptionCount"/>), or the name of the method would be longer
    /// than the payload (<see cref="FrameError.OptionBeyondPayload"/>). Close the connection, and only that: Go RoadRunner dies of the second.
    /// </exception>
    public static RpcMessage Read(in Frame frame)
    {
        if (frame.OptionCount != OptionCount)
        {
            throw FrameFormatException.WrongOptionCount(frame.OptionCount, OptionCount, frame.Bytes.Span);
        }

        var methodBytes = frame.GetOption(1);
        if (methodBytes > frame.Header.PayloadBytes)
        {
            throw FrameFormatException.OptionBeyondPayload("1 (length of the method name)", methodBytes, frame.Header.PayloadBytes, frame.Bytes.Span);
        }

        var payload = frame.Payload;
        return new RpcMessage(frame.Flags, frame.GetOption(0), payload[..(int)methodBytes], payload[(int)methodBytes..]);
    }

    /// <summary>Writes a request or the reply of a call that went well.</summary>
    /// <param name="writer">Receives one whole frame.</param>
    /// <param name="flags">The codec of the body, exactly one bit.</param>
    /// <param name="sequence">The sequence number.</param>
    /// <param name="method">The name of the method in UTF-8.</param>
    /// <param name="body">The encoded argument or result.</param>
    public static void Write(IBufferWriter<byte> writer, FrameFlags flags, uint sequence, ReadOnlySpan<byte> method, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var payloadBytes = checked(method.Length + body.Length);
        var destination = writer.GetSpan(checked(HeaderBytes + payloadBytes));
        WriteHeader(destination, flags, sequence, method.Length, payloadBytes);
        method.CopyTo(destination[HeaderBytes..]);
        body.CopyTo(destination[(HeaderBytes + method.Length)..]);
        writer.Advance(HeaderBytes + payloadBytes);
    }

    /// <summary>Writes the reply of a call that failed.</summary>
    /// <param name="writer">Receives one whole frame.</param>
    /// <param name="request">The request that failed; its sequence number and method are repeated.</param>
    /// <param name="text">What the client will find in <see cref="RpcException.Text"/>.</param>
    public static void WriteError(IBufferWriter<byte> writer, in RpcMessage request, string text)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(text);
        var method = request.Method.Span;
        var payloadBytes = method.Length + Encoding.UTF8.GetByteCount(text);
        var destination = writer.GetSpan(HeaderBytes + payloadBytes);
        WriteHeader(destination, GetReplyCodec(request.Flags) | FrameFlags.Error, request.Sequence, method.Length, payloadBytes);
        method.CopyTo(destination[HeaderBytes..]);
        Encoding.UTF8.GetBytes(text, destination[(HeaderBytes + method.Length)..]);
        writer.Advance(HeaderBytes + payloadBytes);
    }

    /// <summary>Chooses the codec of a reply as the Go server does: PROTO, JSON, RAW, MSGPACK, GOB, and GOB when no bit is set.</summary>
    /// <param name="flags">The flags of the request.</param>
    public static FrameFlags GetReplyCodec(FrameFlags flags) =>
        FirstOf(flags, FrameFlags.Proto, FrameFlags.Json, FrameFlags.Raw, FrameFlags.MessagePack) ?? FrameFlags.Gob;

    /// <summary>Chooses the codec that decodes a request as the Go server does: PROTO, JSON, GOB, RAW, MSGPACK.</summary>
    /// <param name="flags">The flags of the request.</param>
    /// <returns>One codec, or <see cref="FrameFlags.None"/> when no bit is set: such a request cannot be decoded.</returns>
    public static FrameFlags GetRequestCodec(FrameFlags flags) =>
        FirstOf(flags, FrameFlags.Proto, FrameFlags.Json, FrameFlags.Gob, FrameFlags.Raw, FrameFlags.MessagePack) ?? FrameFlags.None;

    private static void WriteHeader(Span<byte> destination, FrameFlags flags, uint sequence, int methodBytes, int payloadBytes) =>
        FrameEncoder.WriteHeader(destination, new FrameHeader(flags, StreamFlags.None, OptionCount, (uint)payloadBytes), [sequence, (uint)methodBytes]);

    private static FrameFlags? FirstOf(FrameFlags flags, params ReadOnlySpan<FrameFlags> order)
    {
        foreach (var codec in order)
        {
            if ((flags & codec) != FrameFlags.None)
            {
                return codec;
            }
        }

        return null;
    }
}
