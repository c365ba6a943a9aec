using RoadRunner.Host.Rpc.Codecs;
using Spiral.Goridge;

namespace RoadRunner.Host.Rpc;

/// <summary>A method whose argument and result are of declared kinds, which know the codecs.</summary>
internal sealed class RpcMethod<TArgument, TResult>(
    RpcArgument<TArgument> argument, RpcResult<TResult> result, Func<TArgument, CancellationToken, ValueTask<TResult>> handler) : RpcMethod
{
    /// <inheritdoc/>
    public override async ValueTask<ReadOnlyMemory<byte>> InvokeAsync(
        FrameFlags argumentCodec, ReadOnlyMemory<byte> body, FrameFlags resultCodec, CancellationToken ended)
    {
        // As in Go, a codec that cannot carry the result shows only after the call was carried out.
        var value = argument.Read(argumentCodec, body.Span);
        return result.Write(resultCodec, await handler(value, ended));
    }
}
