namespace Spiral.RoadRunner.Rpc;

/// <summary>Where a link is.</summary>
public enum RpcLinkState
{
    /// <summary><see cref="RpcLink.ConnectAsync"/> has not been called yet.</summary>
    Disconnected,

    /// <summary>The first attempt is on its way.</summary>
    Connecting,

    /// <summary>The server has answered <c>rpc.Version</c>, everything is restored, and calls go through.</summary>
    Connected,

    /// <summary>The connection was lost, or the first attempt failed; calls are refused until the next one succeeds.</summary>
    Reconnecting,

    /// <summary>The link is being closed: accepted calls may settle, new ones are refused.</summary>
    Draining,

    /// <summary>The end; see <see cref="RpcLinkEndReason"/>.</summary>
    Closed,
}
