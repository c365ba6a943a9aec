using MessagePack;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>An argument that is a text.</summary>
internal sealed class TextArgument : RpcArgument<string>
{
    protected override string Zero() => "";

    protected override string ReadJson(ReadOnlySpan<byte> body) => GoJson.First(body) switch
    {
        (byte)'"' or (byte)'n' => GoJson.Read(body).Value as string ?? "",
        (byte)'[' => throw RpcErrors.JsonType("array", "string"),
        (byte)'{' => throw RpcErrors.JsonType("object", "string"),
        (byte)'-' or (>= (byte)'0' and <= (byte)'9') => throw RpcErrors.JsonType("number", "string"),
        var other => throw RpcErrors.JsonStart(other),
    };

    protected override string ReadGob(GoValue value) => value.Value as string ?? throw RpcErrors.GobType(value.Kind, "string");

    protected override string ReadMessagePack(ref MessagePackReader reader)
    {
        return reader.ReadString() ?? "";
    }
}
