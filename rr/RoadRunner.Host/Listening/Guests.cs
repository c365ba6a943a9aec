namespace RoadRunner.Host.Listening;

/// <summary>The connections that no listener of the host brought. Safe to use from any thread.</summary>
/// <typeparam name="T">What runs a connection.</typeparam>
internal sealed class Guests<T>
    where T : class
{
    private readonly Lock _gate = new();
    private readonly HashSet<T> _guests = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isClosed;

    /// <summary>Runs a connection to its end.</summary>
    /// <exception cref="InvalidOperationException">The host is stopping; the connection has not been touched.</exception>
    public async Task RunAsync(T guest, Func<T, Task> run)
    {
        Enter(guest);
        try
        {
            await run(guest);
        }
        finally
        {
            Leave(guest);
        }
    }

    /// <summary>Takes no more connections and waits for those that are there.</summary>
    /// <param name="ask">Asks a connection to end.</param>
    /// <param name="abort">Ends a connection that has not done so in time.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task EndAsync(Action<T> ask, Action<T> abort, CancellationToken cancellationToken)
    {
        foreach (var guest in Close())
        {
            ask(guest);
        }

        await _ended.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var guest in Close())
        {
            abort(guest);
        }
    }

    private void Enter(T guest)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                throw new InvalidOperationException("the host is stopping and takes no more connections");
            }

            _guests.Add(guest);
        }
    }

    private void Leave(T guest)
    {
        lock (_gate)
        {
            _guests.Remove(guest);
            SignalEnd();
        }
    }

    private T[] Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            SignalEnd();
            return [.. _guests];
        }
    }

    private void SignalEnd()
    {
        if (_isClosed && _guests.Count == 0)
        {
            _ended.TrySetResult();
        }
    }
}
