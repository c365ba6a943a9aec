namespace RoadRunner.Host.Workers;

/// <summary>The workers of several pools as one. A worker is added to the first pool and taken from it: callers know of no other.</summary>
/// <param name="pools">At least one; that of all servers without a pool of their own comes first.</param>
internal sealed class ManagedPools(IReadOnlyList<WorkerPool> pools) : IManagedWorkers
{
    /// <inheritdoc/>
    public int Waiting => pools.Sum(static pool => pool.Waiting);

    /// <inheritdoc/>
    public long Executions => pools.Sum(static pool => pool.Executions);

    /// <inheritdoc/>
    public long RestartsOf(RestartReason reason) => pools.Sum(pool => pool.RestartsOf(reason));

    /// <inheritdoc/>
    public IReadOnlyList<WorkerInfo> Snapshot() => [.. pools.SelectMany(static pool => pool.Snapshot())];

    /// <inheritdoc/>
    public Task AddAsync() => pools[0].AddAsync();

    /// <inheritdoc/>
    public Task<bool> RemoveAsync() => pools[0].RemoveAsync();

    /// <summary>Replaces the workers of one pool after the other; one that fails does not keep the others from it.</summary>
    /// <exception cref="WorkerException">The first failure.</exception>
    public async Task ResetAsync()
    {
        WorkerException? first = null;
        foreach (var pool in pools)
        {
            try
            {
                await pool.ResetAsync();
            }
            catch (WorkerException failure)
            {
                first ??= failure;
            }
        }

        if (first is not null)
        {
            throw first;
        }
    }
}
