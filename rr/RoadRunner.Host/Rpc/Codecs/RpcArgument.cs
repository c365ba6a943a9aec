using RoadRunner.Host.Rpc.Gob;
using Spiral.Goridge;
using Spiral.Goridge.Rpc;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>A kind of argument and how each codec carries it, with the rules and error texts of the Go server.</summary>
internal abstract class RpcArgument<T>
{
    /// <summary>Reads an argument. An empty body is the zero value, whatever the codec; so is everything in RAW, which has no arguments.</summary>
    /// <exception cref="RpcFault">The body is no such argument.</exception>
    public T Read(FrameFlags codec, ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return Zero();
        }

        try
        {
            return codec switch
            {
                FrameFlags.Proto => ReadProto(body),
                FrameFlags.Json => ReadJson(body),
                FrameFlags.MessagePack => ReadMessagePack(body),
                FrameFlags.Gob => ReadGob(GobReader.Read(body)),
                _ => Zero(),
            };
        }
        catch (MessagePackException error)
        {
            throw new RpcFault($"msgpack: {error.Message}", error);
        }
        catch (GobFormatException error)
        {
            throw new RpcFault($"{RpcErrors.ReadBody}{error.Message}", error);
        }
    }

    protected abstract T Zero();

    protected abstract T ReadJson(ReadOnlySpan<byte> body);

    protected abstract T ReadMessagePack(ReadOnlySpan<byte> body);

    /// <summary>Takes the value of a gob body; only for the kinds of arguments of methods that are served in gob.</summary>
    protected virtual T ReadGob(GoValue value) => throw RpcErrors.GobType(value.Kind, typeof(T).Name);

    protected virtual T ReadProto(ReadOnlySpan<byte> body) => throw new RpcFault(RpcErrors.NotAMessage);
}
