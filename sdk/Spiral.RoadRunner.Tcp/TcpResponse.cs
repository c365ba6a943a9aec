namespace Spiral.RoadRunner.Tcp;

/// <summary>What the server does after an event.</summary>
public enum TcpResponse
{
    /// <summary>Write nothing, keep the connection and go on reading. The wire says <c>CONTINUE</c>.</summary>
    Read,

    /// <summary>Write the body and keep the connection. The wire says <c>WRITE</c>.</summary>
    Respond,

    /// <summary>Write the body and close the connection. The wire says <c>WRITECLOSE</c>.</summary>
    RespondClose,

    /// <summary>Write nothing and close the connection. The wire says <c>CLOSE</c>.</summary>
    Close,
}
