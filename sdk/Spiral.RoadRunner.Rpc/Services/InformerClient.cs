using Spiral.Goridge.Rpc;

namespace Spiral.RoadRunner.Rpc;

/// <summary>The worker pools of the server: who is in them, one more, one less.</summary>
/// <param name="caller">The link.</param>
/// <remarks>Thread-safe. Every method throws what <see cref="IRpcCaller.CallAsync"/> throws.</remarks>
public sealed class InformerClient(IRpcCaller caller)
{
    private static readonly JsonRpcCodec<bool, string[]> ListCodec = new(RpcJson.Context.Boolean, RpcJson.Context.StringArray);
    private static readonly JsonRpcCodec<string, WorkerList> WorkersCodec = new(RpcJson.Context.String, RpcJson.Context.WorkerList);

    /// <summary>Lists the plugins that have workers, such as <c>tcp</c>.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    public async ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken = default) =>
        await caller.CallAsync("informer.List", request: true, ListCodec, timeout: null, cancellationToken).ConfigureAwait(false) ?? [];

    /// <summary>Lists the workers of a plugin, in no order.</summary>
    /// <param name="plugin">Such as <c>tcp</c>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>The workers; empty for an unknown plugin and in debug mode, where each event gets a process of its own.</returns>
    public async ValueTask<IReadOnlyList<PoolWorker>> WorkersAsync(string plugin, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        var list = await caller.CallAsync("informer.Workers", plugin, WorkersCodec, timeout: null, cancellationToken).ConfigureAwait(false);
        return list?.Workers ?? [];
    }

    /// <summary>Adds one worker to the pool of a plugin.</summary>
    /// <param name="plugin">Such as <c>tcp</c>; an unknown one is a <see cref="RpcException"/>.</param>
    /// <param name="cancellationToken">Gives the call up; the worker may come all the same.</param>
    public async ValueTask AddWorkerAsync(string plugin, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        await caller.CallAsync("informer.AddWorker", plugin, RpcCodecs.TextToBoolean, timeout: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes one worker from the pool of a plugin. The last one stays, and the server does not say so.</summary>
    /// <param name="plugin">Such as <c>tcp</c>; an unknown one is a <see cref="RpcException"/>.</param>
    /// <param name="cancellationToken">Gives the call up; the worker may go all the same.</param>
    public async ValueTask RemoveWorkerAsync(string plugin, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        await caller.CallAsync("informer.RemoveWorker", plugin, RpcCodecs.TextToBoolean, timeout: null, cancellationToken).ConfigureAwait(false);
    }
}
