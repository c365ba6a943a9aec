namespace Spiral.RoadRunner;

/// <summary>Why a worker gets no more payloads.</summary>
public enum WorkerEnd
{
    /// <summary>It has not ended.</summary>
    None,

    /// <summary>The server sent the stop command.</summary>
    Stopped,

    /// <summary>The server is gone: its end of the relay is closed.</summary>
    RelayClosed,

    /// <summary>The server sent bytes that are no frame, or a control message that is unknown.</summary>
    RelayDamaged,
}
