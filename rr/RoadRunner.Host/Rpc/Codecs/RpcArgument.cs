using MessagePack;
using RoadRunner.Host.Rpc.Gob;
using Spiral.Goridge;

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
                FrameFlags.MessagePack => ReadMessagePack(body.ToArray()),
                FrameFlags.Gob => ReadGob(GobReader.Read(body)),
                _ => Zero(),
            };
        }
        catch (EndOfStreamException error)
        {
            throw new RpcFault($"msgpack: the argument is cut off: it has {body.Length} bytes and announces more", error);
        }
        catch (Exception error) when (error is MessagePackSerializationException or OverflowException or ArgumentOutOfRangeException)
        {
            throw new RpcFault($"msgpack: {error.Message}", error);
        }
        catch (GobFormatException error)
        {
            throw new RpcFault($"{RpcErrors.ReadBody}{error.Message}", error);
        }
    }

    private T ReadMessagePack(byte[] body)
    {
        // The library reads from memory, not from spans.
        var reader = new MessagePackReader(body);
        return ReadMessagePack(ref reader);
    }

    protected abstract T Zero();

    protected abstract T ReadJson(ReadOnlySpan<byte> body);

    protected abstract T ReadMessagePack(ref MessagePackReader reader);

    /// <summary>Takes the value of a gob body; only for the kinds of arguments of methods that are served in gob.</summary>
    protected virtual T ReadGob(GoValue value) => throw RpcErrors.GobType(value.Kind, typeof(T).Name);

    protected virtual T ReadProto(ReadOnlySpan<byte> body) => throw new RpcFault(RpcErrors.NotAMessage);
}
