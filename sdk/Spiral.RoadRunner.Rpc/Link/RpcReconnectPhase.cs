namespace Spiral.RoadRunner.Rpc;

/// <summary>What a link does about a missing connection.</summary>
public enum RpcReconnectPhase
{
    /// <summary>Nothing: it is connected, was never started, or has ended.</summary>
    Idle,

    /// <summary>It waits for the delay before the next attempt to pass.</summary>
    WaitingToRetry,

    /// <summary>It connects, or waits for the answer to <c>rpc.Version</c>.</summary>
    AttemptingReconnect,

    /// <summary>The server has answered; the hooks of <see cref="RpcLink.OnRestore"/> run.</summary>
    RestoringSession,

    /// <summary>It has given up: the attempts are used up.</summary>
    Exhausted,
}
