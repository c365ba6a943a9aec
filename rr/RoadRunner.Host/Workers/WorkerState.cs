namespace RoadRunner.Host.Workers;

/// <summary>Where a worker is in its life. Numbers and names are those of RoadRunner's informer.</summary>
public enum WorkerState
{
    /// <summary>The process is being started; the handshake is not done.</summary>
    Inactive = 0,

    /// <summary>Waits for an event.</summary>
    Ready = 1,

    /// <summary>Handles an event.</summary>
    Working = 2,

    /// <summary>Has been asked to leave.</summary>
    Stopping = 4,

    /// <summary>Has left as it was asked to.</summary>
    Stopped = 5,

    /// <summary>Died, or broke the protocol and was killed.</summary>
    Errored = 8,
}
