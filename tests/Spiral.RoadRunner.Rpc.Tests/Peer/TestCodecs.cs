namespace Spiral.RoadRunner.Rpc.Tests;

internal static class TestCodecs
{
    public static JsonRpcCodec<string, string> Text { get; } = new(RpcJson.Context.String, RpcJson.Context.String);
}
