namespace Spiral.RoadRunner.Rpc;

/// <summary>The link has reached its end and will never connect again; make another one. Nothing was sent.</summary>
public sealed class LinkClosedException : RpcLinkException
{
    internal LinkClosedException(RpcLinkEndReason reason, Exception? cause)
        : base($"The RPC link is closed ({reason}).{(cause is null ? "" : " " + cause.Message)}", cause) => Reason = reason;

    /// <summary>Gets why the link has ended.</summary>
    public RpcLinkEndReason Reason { get; }
}
