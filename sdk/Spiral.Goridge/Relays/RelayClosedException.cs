namespace Spiral.Goridge;

/// <summary>The peer is gone: the stream ended inside a frame, or a read or write on the relay failed.</summary>
/// <remarks>An end of the stream between two frames is no error, see <see cref="Relay.TryReceive"/>.</remarks>
public sealed class RelayClosedException : GoridgeException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was going on when the peer left.</param>
    /// <param name="innerException">The error of the operating system, if there was one.</param>
    public RelayClosedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
