using System.Buffers;
using MessagePack;
using Spiral.Goridge;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>A kind of result and how each codec carries it, with the rules and error texts of the Go server.</summary>
internal abstract class RpcResult<T>
{
    /// <summary>Encodes a result.</summary>
    /// <exception cref="RpcFault">The codec cannot carry it.</exception>
    public ReadOnlyMemory<byte> Write(FrameFlags codec, T value)
    {
        var writer = new ArrayBufferWriter<byte>();
        switch (codec)
        {
            case FrameFlags.Proto:
                WriteProto(writer, value);
                break;
            case FrameFlags.Json:
                WriteJson(writer, value);
                break;
            case FrameFlags.MessagePack:
                var output = new MessagePackWriter(writer);
                WriteMessagePack(ref output, value);
                output.Flush();
                break;
            case FrameFlags.Gob:
                WriteGob(writer, value);
                break;
            default:
                WriteRaw(writer, value);
                break;
        }

        return writer.WrittenMemory;
    }

    protected abstract void WriteJson(IBufferWriter<byte> writer, T value);

    protected abstract void WriteMessagePack(ref MessagePackWriter writer, T value);

    /// <summary>Writes a gob body; only for the kinds of results of methods that are served in gob.</summary>
    protected virtual void WriteGob(IBufferWriter<byte> writer, T value) => throw new RpcFault("gob: this result cannot be sent in gob");

    protected virtual void WriteProto(IBufferWriter<byte> writer, T value) => throw new RpcFault(RpcErrors.NotAMessage);

    protected virtual void WriteRaw(IBufferWriter<byte> writer, T value) => throw new RpcFault(RpcErrors.UnknownRaw);
}
