using Spiral.Goridge.Rpc;

namespace Spiral.RoadRunner.Rpc;

/// <summary>The call <c>rpc.Version</c>: handshake, heartbeat and service of its own.</summary>
internal static class RpcVersionCall
{
    public const string Method = "rpc.Version";

    /// <summary>The server ignores the argument; every recorded client sends <c>true</c>.</summary>
    public const bool Argument = true;

    public static JsonRpcCodec<bool, string> Codec { get; } = new(RpcJson.Context.Boolean, RpcJson.Context.String);
}
