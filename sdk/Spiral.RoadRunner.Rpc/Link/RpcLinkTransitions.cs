namespace Spiral.RoadRunner.Rpc;

/// <summary>Every move that a link can make.</summary>
internal static class RpcLinkTransitions
{
    public static bool IsAllowed(RpcLinkState from, RpcLinkState to) => from switch
    {
        RpcLinkState.Disconnected => to is RpcLinkState.Connecting or RpcLinkState.Closed,
        RpcLinkState.Connecting => to is RpcLinkState.Connected or RpcLinkState.Reconnecting or RpcLinkState.Closed,
        RpcLinkState.Connected => to is RpcLinkState.Reconnecting or RpcLinkState.Draining or RpcLinkState.Closed,
        RpcLinkState.Reconnecting => to is RpcLinkState.Connected or RpcLinkState.Closed,
        RpcLinkState.Draining => to is RpcLinkState.Closed,
        _ => false,
    };
}
