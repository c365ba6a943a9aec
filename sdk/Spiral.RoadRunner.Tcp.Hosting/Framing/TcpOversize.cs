namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What happens to a message that is larger than allowed.</summary>
public enum TcpOversize
{
    /// <summary>The connection has no future: <see cref="TcpFramingException"/> with <see cref="TcpFramingError.TooLarge"/>.</summary>
    Fail,

    /// <summary>
    /// Its bytes are thrown away while they arrive, and at its end one empty message comes that says how large it was. Only for
    /// framings whose messages end in a delimiter: there the client can be answered and the connection goes on.
    /// </summary>
    Discard,
}
