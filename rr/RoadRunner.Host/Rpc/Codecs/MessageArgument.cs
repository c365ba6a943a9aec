using Google.Protobuf;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>An argument that is a protobuf message, which also comes as JSON or MessagePack.</summary>
internal sealed class MessageArgument<T> : RpcArgument<T>
    where T : IMessage<T>, new()
{
    protected override T Zero() => new();

    protected override T ReadProto(ReadOnlySpan<byte> body)
    {
        try
        {
            var message = new T();
            message.MergeFrom(body);
            return message;
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new RpcFault(RpcErrors.BadMessage, error);
        }
    }

    protected override T ReadJson(ReadOnlySpan<byte> body) => MessageReader.Read<T>(GoJson.Read(body));

    protected override T ReadMessagePack(ReadOnlySpan<byte> body) => MessageReader.Read<T>(GoMessagePack.Read(body));
}
