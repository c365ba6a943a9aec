namespace Spiral.RoadRunner.Rpc;

/// <summary>How far a link has come with getting its connection back.</summary>
public sealed record RpcReconnectHealth
{
    /// <summary>Gets what the link does at the moment.</summary>
    public required RpcReconnectPhase Phase { get; init; }

    /// <summary>Gets the number of the attempt that is waited for or on its way, from 1; 0 when connected and during the very first attempt.</summary>
    public required int Attempt { get; init; }

    /// <summary>Gets how many attempts there may be; 0 means that there is no limit.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>Gets when the next attempt is due; null unless the link waits for it.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Gets how long that is from the moment of the snapshot, never negative; null unless the link waits.</summary>
    public TimeSpan? RemainingDelay { get; init; }
}
