namespace RoadRunner.Integration.Recorded;

/// <summary>What happens next in a recording.</summary>
internal enum RecordedStepKind
{
    /// <summary>A client connects.</summary>
    Connect,

    /// <summary>A client sends.</summary>
    Send,

    /// <summary>A client closes.</summary>
    Close,

    /// <summary>A client breaks its connection.</summary>
    Reset,

    /// <summary>A worker is given an event.</summary>
    Event,

    /// <summary>A worker that was busy goes on.</summary>
    Release,

    /// <summary>A client receives.</summary>
    Receive,

    /// <summary>A client sees the end of its connection.</summary>
    End,

    /// <summary>RPC is called.</summary>
    Call,

    /// <summary>RPC has answered.</summary>
    Return,

    /// <summary>The server is told to stop.</summary>
    Stop,

    /// <summary>The server has stopped.</summary>
    Stopped,
}
