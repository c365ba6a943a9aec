using Google.Protobuf;
using MessagePack;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>An argument that is a protobuf message, which also comes as JSON or MessagePack.</summary>
internal sealed class MessageArgument<T> : RpcArgument<T>
    where T : IMessage<T>, new()
{
    // What nobody looks at costs nothing.
    private static readonly MessageParser<T> Parser = new MessageParser<T>(static () => new T()).WithDiscardUnknownFields(true);

    protected override T Zero() => new();

    protected override T ReadProto(ReadOnlySpan<byte> body)
    {
        if (ProtoFields.Count(body) > GoValue.MaxValues)
        {
            throw new RpcFault($"{RpcErrors.ReadBody}proto: more than {GoValue.MaxValues} values");
        }

        try
        {
            return Parser.ParseFrom(body);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new RpcFault(RpcErrors.BadMessage, error);
        }
    }

    protected override T ReadJson(ReadOnlySpan<byte> body) => MessageReader.Read<T>(GoJson.Read(body));

    protected override T ReadMessagePack(ref MessagePackReader reader) => MessageReader.Read<T>(GoMessagePack.Read(ref reader));
}
