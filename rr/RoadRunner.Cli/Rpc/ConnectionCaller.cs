using Spiral.Goridge.Rpc;
using Spiral.RoadRunner.Rpc;

namespace RoadRunner.Cli.Rpc;

/// <summary>Calls over one connection. A command that loses it ends, so there is nothing to supervise.</summary>
internal sealed class ConnectionCaller(RpcConnection connection) : IRpcCaller
{
    /// <inheritdoc/>
    public TimeSpan CallTimeout { get; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public ValueTask<TReply> CallAsync<TRequest, TReply>(
        string method, TRequest request, IRpcCodec<TRequest, TReply> codec, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        connection.CallAsync(method, request, codec, timeout ?? CallTimeout, cancellationToken);
}
