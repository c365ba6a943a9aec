using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Tests.Rpc;

/// <summary>A pool without processes.</summary>
internal sealed class FakeWorkers : IManagedWorkers
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 7, 0, 0, TimeSpan.Zero);

    private readonly List<WorkerInfo> _workers = [];
    private int _started;

    public FakeWorkers(int count)
    {
        for (var index = 0; index < count; index++)
        {
            Add();
        }
    }

    /// <summary>Gets or sets what a reset waits for.</summary>
    public Task BeforeReset { get; set; } = Task.CompletedTask;

    /// <summary>Gets or sets why every change fails.</summary>
    public string? Failure { get; set; }

    /// <summary>Gets what <see cref="RestartsOf"/> tells.</summary>
    public RestartCounters Restarts { get; } = new();

    public long RestartsOf(RestartReason reason) => Restarts[reason];

    public int Waiting { get; set; }

    public long Executions { get; set; }

    public IReadOnlyList<WorkerInfo> Snapshot() => [.. _workers];

    public Task AddAsync()
    {
        ThrowIfFailing();
        Add();
        return Task.CompletedTask;
    }

    public Task<bool> RemoveAsync()
    {
        ThrowIfFailing();
        if (_workers.Count == 1)
        {
            return Task.FromResult(false);
        }

        _workers.RemoveAt(0);
        return Task.FromResult(true);
    }

    public async Task ResetAsync()
    {
        await BeforeReset;
        ThrowIfFailing();
        var count = _workers.Count;
        _workers.Clear();
        for (var index = 0; index < count; index++)
        {
            Add();
        }
    }

    // Pids that no system has.
    private void Add() => _workers.Add(new WorkerInfo(int.MaxValue - ++_started, WorkerState.Ready, Executions: 0, Start.AddSeconds(_started)));

    private void ThrowIfFailing()
    {
        if (Failure is { } failure)
        {
            throw new WorkerException(failure);
        }
    }
}
