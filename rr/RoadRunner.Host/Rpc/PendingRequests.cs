namespace RoadRunner.Host.Rpc;

/// <summary>Counts the requests of one connection that are under way, and makes its reader wait while there are too many.</summary>
/// <remarks>One reader enters; anybody leaves.</remarks>
internal sealed class PendingRequests(int maxRequests, long maxBytes)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _changed;
    private int _requests;
    private long _bytes;

    /// <summary>Gets how many requests are under way.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _requests;
            }
        }
    }

    /// <summary>Takes a request on when there is room; alone it always has room.</summary>
    /// <exception cref="OperationCanceledException">The token fired before there was.</exception>
    public async ValueTask EnterAsync(long bytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_requests == 0 || (_requests < maxRequests && _bytes + bytes <= maxBytes))
                {
                    _requests++;
                    _bytes += bytes;
                    return;
                }

                changed = WhenChangedAsync();
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>A request that is under way takes more room: its reply is there.</summary>
    public void Grow(long bytes) => Change(0, bytes);

    /// <summary>The reply is not going to be sent.</summary>
    public void Shrink(long bytes) => Change(0, -bytes);

    /// <summary>A request is done with.</summary>
    public void Leave(long bytes) => Change(-1, -bytes);

    /// <summary>Waits until no request is under way.</summary>
    public async Task WhenEmptyAsync()
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_requests == 0)
                {
                    return;
                }

                changed = WhenChangedAsync();
            }

            await changed;
        }
    }

    private Task WhenChangedAsync() => (_changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void Change(int requests, long bytes)
    {
        TaskCompletionSource? changed;
        lock (_gate)
        {
            _requests += requests;
            _bytes += bytes;
            changed = _changed;
            _changed = null;
        }

        changed?.TrySetResult();
    }
}
