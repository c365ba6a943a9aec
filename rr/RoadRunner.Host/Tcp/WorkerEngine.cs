using System.IO.Pipelines;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Tcp;

/// <summary>Executes events in worker processes.</summary>
internal sealed class WorkerEngine(WorkerPool pool, InitCommand? init, HostConfiguration host) : IEventEngine
{
    /// <inheritdoc/>
    public IManagedWorkers Workers => pool;

    /// <inheritdoc/>
    public bool MayBlock => false;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (init is not null)
        {
            await init.RunAsync(cancellationToken);
        }

        await pool.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public IConnectionExecutor Open(ConnectionIdentity connection, PipeWriter output) => new ConnectionJob(pool, connection, output)
    {
        RetriesCrash = host.OnCrashOf(connection.Server) == CrashMode.Retry,
        IsSticky = host.DispatchOf(connection.Server) == DispatchMode.Sticky,
    };

    /// <inheritdoc/>
    public void BeginDrain(CancellationToken drained) => pool.BeginDrain();

    /// <inheritdoc/>
    public Task<int> StopAsync() => pool.StopAsync();

    /// <inheritdoc/>
    public void Kill() => pool.Kill();

    public ValueTask DisposeAsync() => pool.DisposeAsync();
}
