using Spiral.Goridge;

namespace Spiral.RoadRunner.Tcp;

/// <summary>An event whose context is no JSON of the TCP plugin.</summary>
/// <remarks>The server has been answered with an error frame already: go on with the next request, or end the worker.</remarks>
public sealed class TcpRequestException : GoridgeException
{
    internal TcpRequestException(string message, ReadOnlySpan<byte> context, Exception innerException)
        : base(message, innerException) => Context = context.ToArray();

    /// <summary>Gets a copy of the context that cannot be decoded.</summary>
    public ReadOnlyMemory<byte> Context { get; }
}
