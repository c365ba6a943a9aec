using MessagePack;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>An argument that is a structure of Go which has no message.</summary>
/// <param name="name">What Go calls it, for error texts.</param>
/// <param name="bind">Makes the argument of the fields.</param>
internal sealed class StructureArgument<T>(string name, Func<GoStructure, T> bind) : RpcArgument<T>
{
    protected override T Zero() => bind(new GoStructure(name, []));

    protected override T ReadJson(ReadOnlySpan<byte> body) => bind(GoStructure.Of(name, GoJson.Read(body)));

    protected override T ReadMessagePack(ref MessagePackReader reader) => bind(GoStructure.Of(name, GoMessagePack.Read(ref reader)));
}
