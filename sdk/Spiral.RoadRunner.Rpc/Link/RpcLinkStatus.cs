namespace Spiral.RoadRunner.Rpc;

/// <summary>Everything about a link that changes together. Immutable: one read gives a consistent picture without a lock.</summary>
internal sealed record RpcLinkStatus
{
    public RpcLinkState State { get; init; } = RpcLinkState.Disconnected;

    /// <summary>Gets the connection; not null exactly while the state is Connected or Draining.</summary>
    public RpcLinkSession? Session { get; init; }

    /// <summary>Gets what <see cref="RpcLink.ConnectAsync"/> waits for; made anew when a connection is lost.</summary>
    public TaskCompletionSource Connected { get; init; } = NewSignal();

    public bool IsDegraded { get; init; }

    public RpcReconnectPhase Phase { get; init; }

    public int Attempt { get; init; }

    public DateTimeOffset? NextAttemptAt { get; init; }

    public string ServerVersion { get; init; } = "";

    public Exception? LastError { get; init; }

    public RpcLinkEndReason? EndReason { get; init; }

    public static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
