using Spiral.Goridge;

namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>rpc</c>.</summary>
/// <param name="Address">Where the RPC server listens: TCP or a unix socket. A port of 0 lets the system choose one.</param>
/// <param name="Listen">
/// <c>rpc.listen</c> after expansion, or null when the key is missing or empty. As under RoadRunner, workers get the
/// variable <c>RR_RPC</c> only when it is not null.
/// </param>
public sealed record RpcConfiguration(RelayAddress Address, string? Listen)
{
    /// <summary>Gets whether the file says where to listen, which decides whether workers get <c>RR_RPC</c>.</summary>
    public bool IsExplicit => Listen is not null;
}
