using Spiral.Goridge.Rpc;

namespace Spiral.RoadRunner.Rpc;

/// <summary>The codecs that several services use.</summary>
internal static class RpcCodecs
{
    /// <summary>A text as argument; the bool of the reply says nothing.</summary>
    public static JsonRpcCodec<string, bool> TextToBoolean { get; } = new(RpcJson.Context.String, RpcJson.Context.Boolean);
}
