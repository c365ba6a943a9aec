namespace RoadRunner.Host.Workers;

/// <summary>What can be asked of the workers while they run. Safe to use from any thread; changes happen one after the other.</summary>
internal interface IManagedWorkers
{
    /// <summary>Returns how many workers had to go since the start, for a reason.</summary>
    public long RestartsOf(RestartReason reason);

    /// <summary>Gets how many events wait for a worker.</summary>
    public int Waiting { get; }

    /// <summary>Gets how many events the workers have been given since the start, those of workers that are gone included.</summary>
    public long Executions { get; }

    /// <summary>Returns the workers of this moment, in the order of their start.</summary>
    public IReadOnlyList<WorkerInfo> Snapshot();

    /// <summary>Starts one more worker.</summary>
    /// <exception cref="WorkerException">It did not start, there are too many already, or the pool is stopping.</exception>
    public Task AddAsync();

    /// <summary>Takes one worker out: an idle one, or else one that is busy, after its event.</summary>
    /// <returns>False when it is the last one, which stays.</returns>
    /// <exception cref="WorkerException">No worker became idle in time, or the pool is stopping.</exception>
    public Task<bool> RemoveAsync();

    /// <summary>Replaces all workers, one after the other: each new one is ready before the old one leaves. Connections stay.</summary>
    /// <returns>A task that ends when the last old worker is gone.</returns>
    /// <exception cref="WorkerException">A new worker did not start, so the old ones that are left stay; or the pool is stopping.</exception>
    public Task ResetAsync();
}
