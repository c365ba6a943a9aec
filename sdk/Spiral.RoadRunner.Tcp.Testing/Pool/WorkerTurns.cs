namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Deals events to workers in turn. A worker has one event at a time, as a process has; who finds all of them busy waits.</summary>
internal sealed class WorkerTurns(IReadOnlyList<TestWorker> workers)
{
    private readonly Lock _gate = new();
    private readonly bool[] _isBusy = new bool[workers.Count];
    private readonly Queue<TaskCompletionSource<TestWorker>> _waiting = new();
    private int _next;

    /// <summary>Takes the next worker that is free; to be given back with <see cref="Return"/>.</summary>
    public ValueTask<TestWorker> TakeAsync()
    {
        lock (_gate)
        {
            for (var step = 0; step < workers.Count; step++)
            {
                var index = (_next + step) % workers.Count;
                if (!_isBusy[index])
                {
                    _isBusy[index] = true;
                    _next = index + 1;
                    return new ValueTask<TestWorker>(workers[index]);
                }
            }

            var turn = new TaskCompletionSource<TestWorker>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
            return new ValueTask<TestWorker>(turn.Task);
        }
    }

    /// <summary>Gives a worker back, or on to who has waited longest.</summary>
    public void Return(TestWorker worker)
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out var turn))
            {
                turn.SetResult(worker);
            }
            else
            {
                _isBusy[worker.Number - 1] = false;
            }
        }
    }
}
