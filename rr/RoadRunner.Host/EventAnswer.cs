namespace RoadRunner.Host;

/// <summary>What becomes of a connection after an event. As under RoadRunner, where workers answer with the words in brackets.</summary>
public enum EventAnswer
{
    /// <summary>Nothing is sent, the connection stays (<c>CONTINUE</c>).</summary>
    Read,

    /// <summary>The output is sent, the connection stays (<c>WRITE</c>).</summary>
    Respond,

    /// <summary>The output is sent, then the connection is closed (<c>WRITECLOSE</c>).</summary>
    RespondClose,

    /// <summary>Nothing is sent, the connection is closed (<c>CLOSE</c>).</summary>
    Close,
}
