using System.IO.Pipelines;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Tcp;

/// <summary>Executes events in worker processes.</summary>
/// <param name="pools">All pools, by their names; at least one.</param>
/// <param name="poolOf">Returns the pool of a server.</param>
/// <param name="init">What runs before the first worker.</param>
/// <param name="host">What becomes of events.</param>
internal sealed class WorkerEngine(IReadOnlyList<KeyValuePair<string, WorkerPool>> pools, Func<string, WorkerPool> poolOf, InitCommand? init, HostConfiguration host) : IEventEngine
{
    /// <inheritdoc/>
    public IManagedWorkers Workers { get; } = pools is [var (_, only)] ? only : new ManagedPools([.. pools.Select(static pool => pool.Value)]);

    /// <inheritdoc/>
    public IReadOnlyList<NamedPool> Pools { get; } = [.. pools.Select(static pool => new NamedPool(pool.Key, pool.Value) { IsDebug = pool.Value.IsDebug })];

    /// <inheritdoc/>
    public bool MayBlock => false;

    /// <inheritdoc/>
    public bool TracesEvents => false;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (init is not null)
        {
            await init.RunAsync(cancellationToken);
        }

        foreach (var (_, pool) in pools)
        {
            await pool.StartAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public IConnectionExecutor Open(ConnectionIdentity connection, PipeWriter output) => new ConnectionJob(poolOf(connection.Server), connection, output)
    {
        RetriesCrash = host.OnCrashOf(connection.Server) == CrashMode.Retry,
        IsSticky = host.DispatchOf(connection.Server) == DispatchMode.Sticky,
    };

    /// <inheritdoc/>
    public void BeginDrain(CancellationToken drained)
    {
        foreach (var (_, pool) in pools)
        {
            pool.BeginDrain();
        }
    }

    /// <inheritdoc/>
    public async Task<int> StopAsync(TimeSpan atMost) => (await Task.WhenAll(pools.Select(pool => pool.Value.StopAsync(atMost)))).Sum();

    /// <inheritdoc/>
    public void Kill()
    {
        foreach (var (_, pool) in pools)
        {
            pool.Kill();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, pool) in pools)
        {
            await pool.DisposeAsync();
        }
    }
}
