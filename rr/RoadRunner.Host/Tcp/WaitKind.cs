namespace RoadRunner.Host.Tcp;

/// <summary>What a connection waits for its client to do.</summary>
internal enum WaitKind
{
    /// <summary>Nothing: an event is under way.</summary>
    None,

    /// <summary>To begin a message.</summary>
    Idle,

    /// <summary>To end a message.</summary>
    Message,

    /// <summary>To accept bytes.</summary>
    Write,
}
