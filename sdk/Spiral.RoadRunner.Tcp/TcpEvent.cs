namespace Spiral.RoadRunner.Tcp;

/// <summary>What happened on a connection.</summary>
public enum TcpEvent
{
    /// <summary>The server sent a word this version does not know. Answer it like any other event.</summary>
    Unknown,

    /// <summary>A client has connected; nothing has been read from it. The body is empty.</summary>
    Connected,

    /// <summary>The client sent something. The body is whatever the server read, delimiter included: perhaps several messages, perhaps part of one.</summary>
    Data,

    /// <summary>
    /// The connection is closed. The body is empty and the answer is ignored, but the server waits for one; the loop sends it
    /// when the handler does not. Under Go RoadRunner it may come twice, be followed by late data, or not come at all.
    /// </summary>
    Close,
}
