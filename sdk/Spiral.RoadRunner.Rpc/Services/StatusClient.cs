using Spiral.Goridge.Rpc;
using Spiral.RoadRunner.Rpc.Protobuf;
using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Health checks of the server's plugins; needs the <c>status</c> section in the configuration of the server.</summary>
/// <param name="caller">The link.</param>
/// <remarks>Thread-safe. Go RoadRunner's <c>tcp</c> has no such check: asking for it is a <see cref="RpcException"/>.</remarks>
public sealed class StatusClient(IRpcCaller caller)
{
    private static readonly ProtobufRpcCodec<StatusRequest, StatusResponse> Codec = new(StatusResponse.Parser);

    /// <summary>Asks whether a plugin works.</summary>
    /// <param name="plugin">Its name.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <remarks>Throws what <see cref="IRpcCaller.CallAsync"/> throws.</remarks>
    public ValueTask<PluginStatus> StatusAsync(string plugin, CancellationToken cancellationToken = default) =>
        AskAsync("status.Status", plugin, cancellationToken);

    /// <summary>Asks whether a plugin can take work now.</summary>
    /// <inheritdoc cref="StatusAsync"/>
    public ValueTask<PluginStatus> ReadyAsync(string plugin, CancellationToken cancellationToken = default) =>
        AskAsync("status.Ready", plugin, cancellationToken);

    private async ValueTask<PluginStatus> AskAsync(string method, string plugin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        var reply = await caller.CallAsync(method, new StatusRequest { Plugin = plugin }, Codec, timeout: null, cancellationToken).ConfigureAwait(false);
        return new PluginStatus(reply.Code, reply.Message);
    }
}
