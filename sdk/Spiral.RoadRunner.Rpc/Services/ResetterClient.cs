using Spiral.Goridge.Rpc;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Replaces all workers of a pool by new ones, for instance after a deployment.</summary>
/// <param name="caller">The link.</param>
/// <remarks>Thread-safe. Every method throws what <see cref="IRpcCaller.CallAsync"/> throws.</remarks>
public sealed class ResetterClient(IRpcCaller caller)
{
    private static readonly JsonRpcCodec<bool, string[]> ListCodec = new(RpcJson.Context.Boolean, RpcJson.Context.StringArray);

    /// <summary>Lists the plugins that can be reset, such as <c>tcp</c>.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    public async ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken = default) =>
        await caller.CallAsync("resetter.List", request: true, ListCodec, timeout: null, cancellationToken).ConfigureAwait(false) ?? [];

    /// <summary>Resets a plugin and waits until all its workers are new; that takes a second and more.</summary>
    /// <param name="plugin">Such as <c>tcp</c>; an unknown one is a <see cref="RpcException"/>.</param>
    /// <param name="timeout">How long to wait; null means <see cref="IRpcCaller.CallTimeout"/>. The reset goes on after it.</param>
    /// <param name="cancellationToken">Ends the wait, not the reset.</param>
    public async ValueTask ResetAsync(string plugin, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        await caller.CallAsync("resetter.Reset", plugin, RpcCodecs.TextToBoolean, timeout, cancellationToken).ConfigureAwait(false);
    }
}
