namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The bytes of a client cannot be cut into messages; the connection has no future.</summary>
public sealed class TcpFramingException : Exception
{
    private TcpFramingException(string message, TcpFramingError error)
        : base(message) => Error = error;

    /// <summary>Gets what is wrong.</summary>
    public TcpFramingError Error { get; }

    /// <summary>Gets the limit that was passed, in bytes; 0 when none was.</summary>
    public long LimitBytes { get; private init; }

    /// <summary>A message is, or says that it is, larger than allowed.</summary>
    /// <param name="bytes">How large it is as far as is known.</param>
    /// <param name="limitBytes">The limit.</param>
    public static TcpFramingException TooLarge(long bytes, long limitBytes) =>
        new($"A message of {bytes} bytes or more is over the limit of {limitBytes} bytes.", TcpFramingError.TooLarge) { LimitBytes = limitBytes };

    /// <summary>The bytes break the rules of the framing.</summary>
    /// <param name="reason">Which rule, and with which value.</param>
    public static TcpFramingException Malformed(string reason) => new(reason, TcpFramingError.Malformed);
}
