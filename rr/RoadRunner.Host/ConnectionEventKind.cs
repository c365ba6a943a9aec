namespace RoadRunner.Host;

/// <summary>What happened to a connection.</summary>
public enum ConnectionEventKind
{
    /// <summary>A client has connected. Nothing of it has been read yet; an answer may greet it.</summary>
    Connected,

    /// <summary>The client has sent something.</summary>
    Data,

    /// <summary>The connection is closed, by whichever side. Nothing can be sent any more, and no other event follows.</summary>
    Close,
}
