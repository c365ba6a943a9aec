using MessagePack;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>An argument that is true or false.</summary>
internal sealed class BoolArgument : RpcArgument<bool>
{
    protected override bool Zero() => false;

    protected override bool ReadJson(ReadOnlySpan<byte> body) => GoJson.First(body) switch
    {
        (byte)'t' or (byte)'f' or (byte)'n' => GoJson.Read(body).Value is true,
        _ => throw RpcErrors.JsonEnd("bool"),
    };

    protected override bool ReadGob(GoValue value) => value.Value is bool flag ? flag : throw RpcErrors.GobType(value.Kind, "bool");

    protected override bool ReadMessagePack(ref MessagePackReader reader)
    {
        return !reader.TryReadNil() && reader.ReadBoolean();
    }
}
