namespace RoadRunner.Host.Workers;

/// <summary>The workers of a host that handles its events itself: none, and none can be added.</summary>
internal sealed class NoWorkers : IManagedWorkers
{
    private const string Reason = "this server has no worker processes: an application inside it handles the events";

    /// <inheritdoc/>
    public long RestartsOf(RestartReason reason) => 0;

    /// <inheritdoc/>
    public int Waiting => 0;

    /// <inheritdoc/>
    public long Executions => 0;

    /// <inheritdoc/>
    public IReadOnlyList<WorkerInfo> Snapshot() => [];

    /// <inheritdoc/>
    public Task AddAsync() => Task.FromException(new WorkerException(Reason));

    /// <inheritdoc/>
    public Task<bool> RemoveAsync() => Task.FromException<bool>(new WorkerException(Reason));

    /// <inheritdoc/>
    public Task ResetAsync() => Task.CompletedTask;
}
