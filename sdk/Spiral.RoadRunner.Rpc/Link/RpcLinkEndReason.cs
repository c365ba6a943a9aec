namespace Spiral.RoadRunner.Rpc;

/// <summary>Why a link is closed for good.</summary>
public enum RpcLinkEndReason
{
    /// <summary><see cref="RpcLink.CloseAsync"/> or <see cref="RpcLink.DisposeAsync"/> was called.</summary>
    ExplicitShutdown,

    /// <summary>The last of <see cref="RpcRetryOptions.MaxAttempts"/> failed.</summary>
    RetryExhausted,

    /// <summary>The connection was lost or could not be made, and <see cref="RpcRetryOptions.Enabled"/> is false.</summary>
    RetryDisabled,

    /// <summary>Somebody took the connection but did not answer <c>rpc.Version</c> in time.</summary>
    HandshakeTimeout,

    /// <summary>What answered <c>rpc.Version</c> is no Goridge RPC server, or refuses to name its version.</summary>
    HandshakeProtocolFailure,
}
