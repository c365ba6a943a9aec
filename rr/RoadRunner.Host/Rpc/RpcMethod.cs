using Spiral.Goridge;

namespace RoadRunner.Host.Rpc;

/// <summary>One method: reads the argument, calls the handler, writes the result.</summary>
internal abstract class RpcMethod
{
    /// <summary>Gets or sets a value indicating whether the method is served in gob too. Set before the first call.</summary>
    public bool IsInGob { get; set; }

    /// <summary>Runs the method.</summary>
    /// <param name="argumentCodec">How the body is encoded.</param>
    /// <param name="body">The argument; empty means the zero value.</param>
    /// <param name="resultCodec">How the result is to be encoded.</param>
    /// <param name="ended">Fires when the client is gone.</param>
    /// <exception cref="RpcFault">The request is answered with this error.</exception>
    public abstract ValueTask<ReadOnlyMemory<byte>> InvokeAsync(
        FrameFlags argumentCodec, ReadOnlyMemory<byte> body, FrameFlags resultCodec, CancellationToken ended);
}
