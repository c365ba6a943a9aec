namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What is wrong with the bytes of a client.</summary>
public enum TcpFramingError
{
    /// <summary>A message is, or says that it is, larger than allowed.</summary>
    TooLarge,

    /// <summary>The bytes break the rules of the framing.</summary>
    Malformed,
}
