namespace Spiral.RoadRunner.Rpc;

/// <summary>Whoever listens there is not a server to come back to. Ends the link; its users see <see cref="LinkClosedException"/>.</summary>
internal sealed class RpcHandshakeException(RpcLinkEndReason reason, Exception cause)
    : Exception($"The handshake failed: {cause.Message}", cause)
{
    public RpcLinkEndReason Reason { get; } = reason;
}
