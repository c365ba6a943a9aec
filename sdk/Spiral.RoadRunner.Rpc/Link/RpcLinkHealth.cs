namespace Spiral.RoadRunner.Rpc;

/// <summary>A link at one moment: <see cref="RpcLink.Health"/>. Immutable; cheap to take from any thread.</summary>
public sealed record RpcLinkHealth
{
    /// <summary>Gets where the link is.</summary>
    public required RpcLinkState State { get; init; }

    /// <summary>
    /// Gets a value indicating whether the server has been heard of in time over a connection that exists. Independent of
    /// <see cref="State"/>: a connected link that missed a heartbeat is not live, a draining one may be.
    /// </summary>
    /// <remarks>On a link without traffic this is false for one round trip after each heartbeat interval, while the probe is on its way.</remarks>
    public required bool IsLive { get; init; }

    /// <summary>Gets a value indicating whether the connection exists but missed a heartbeat; the probe decides. Calls still go through.</summary>
    public required bool IsDegraded { get; init; }

    /// <summary>Gets how many calls were accepted and have not ended.</summary>
    public required int InFlight { get; init; }

    /// <summary>Gets the limit of <see cref="InFlight"/>.</summary>
    public required int MaxInFlight { get; init; }

    /// <summary>Gets how the link gets its connection back.</summary>
    public required RpcReconnectHealth Reconnect { get; init; }

    /// <summary>Gets the version that the server named when the connection was made, the last one if it is gone; empty before the first.</summary>
    public required string ServerVersion { get; init; }

    /// <summary>Gets why the link has ended; null while it has not.</summary>
    public RpcLinkEndReason? EndReason { get; init; }

    /// <summary>Gets the short name of the type of the last connection error; null when there was none since the link is connected.</summary>
    public string? LastErrorClass { get; init; }

    /// <summary>Gets the text of that error.</summary>
    public string? LastErrorMessage { get; init; }

    /// <summary>Gets when the last bytes came from the server; null when there is no connection.</summary>
    public DateTimeOffset? LastHeardAt { get; init; }

    /// <summary>Gets when the snapshot was taken.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>Gets a value indicating whether the next call would be refused with <see cref="BackpressureException"/>.</summary>
    public bool IsOverloaded => InFlight >= MaxInFlight;

    /// <summary>Gets a value indicating whether new calls are refused because the link is being closed.</summary>
    public bool IsDraining => State == RpcLinkState.Draining;
}
