namespace Spiral.Goridge;

/// <summary>The base of everything that can go wrong on a Goridge wire.</summary>
/// <remarks>
/// Catch the leaves by what you do next: <see cref="FrameFormatException"/> means the relay is dead and has to be closed,
/// <see cref="RelayClosedException"/> means the peer is gone (reconnect or exit),
/// <see cref="Rpc.RpcException"/>, <see cref="Rpc.RpcTimeoutException"/> and <see cref="Rpc.RpcBodyException"/> mean that one call failed and the
/// connection is fine.
/// </remarks>
public abstract class GoridgeException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, with the value and the limit.</param>
    /// <param name="innerException">The cause, if another exception was the cause.</param>
    protected GoridgeException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
