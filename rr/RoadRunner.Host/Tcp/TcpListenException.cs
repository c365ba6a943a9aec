namespace RoadRunner.Host.Tcp;

/// <summary>An address of the configuration, of a server or of RPC, cannot be listened on.</summary>
public sealed class TcpListenException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The key, the address and the reason.</param>
    /// <param name="innerException">The error of the operating system.</param>
    public TcpListenException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
