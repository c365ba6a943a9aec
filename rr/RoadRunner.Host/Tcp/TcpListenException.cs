namespace RoadRunner.Host.Tcp;

/// <summary>A server, or RPC, cannot be started: its address cannot be listened on, or a file of its certificate cannot be used.</summary>
public sealed class TcpListenException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The key, the address or the file, and the reason.</param>
    /// <param name="innerException">The error of the operating system.</param>
    public TcpListenException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
