using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Http;

/// <summary>Says how a host is, from what is known already: nothing is asked, and nothing waits. Safe to use from any thread.</summary>
/// <param name="pools">Its pools; none when it handles its events itself.</param>
internal sealed class HostHealth(IReadOnlyList<NamedPool> pools)
{
    private int _phase;

    public HostPhase Phase => (HostPhase)Volatile.Read(ref _phase);

    /// <summary>The host takes connections.</summary>
    public void Started() => Interlocked.CompareExchange(ref _phase, (int)HostPhase.Running, (int)HostPhase.Starting);

    /// <summary>The host stops; there is no way back.</summary>
    public void Stopping() => Volatile.Write(ref _phase, (int)HostPhase.Stopping);

    /// <summary>Returns why the host cannot do its work; null when a worker of each pool is alive. A pool in debug mode need have none.</summary>
    public string? FindIllness() => FindPool("is alive", static state => state is not (WorkerState.Errored or WorkerState.Stopped));

    /// <summary>Returns why the host should get no connections; null when it is running and each pool has a worker that takes events, be it busy or not. A pool in debug mode need have none.</summary>
    public string? FindObstacle() => Phase switch
    {
        HostPhase.Starting => "the host is starting",
        HostPhase.Stopping => "the host is stopping",
        _ => FindPool("is ready", static state => state is WorkerState.Ready or WorkerState.Working),
    };

    private string? FindPool(string lacks, Predicate<WorkerState> isRight) =>
        pools.FirstOrDefault(pool => !pool.IsDebug && !pool.Workers.Snapshot().Any(worker => isRight(worker.State))) is { } pool
            ? $"no worker of the pool {pool.Name} {lacks}"
            : null;
}
