namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Knows whether anything is under way in a host: bytes that it has not looked at, an event, a connection that is ending.</summary>
/// <remarks>Safe to use from any thread.</remarks>
internal sealed class HostActivity
{
    private readonly List<IIdleListener> _listeners = [];
    private TaskCompletionSource? _idle;
    private int _busy;

    /// <summary>Gets the lock of everything that is counted here.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Gets a value indicating whether nothing is under way: whatever was caused so far has been answered.</summary>
    public bool IsIdle
    {
        get
        {
            lock (Gate)
            {
                return _busy == 0;
            }
        }
    }

    /// <summary>Returns a task that ends when nothing is under way.</summary>
    public Task WhenIdleAsync()
    {
        lock (Gate)
        {
            return _busy == 0
                ? Task.CompletedTask
                : (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Has somebody told when nothing is under way any more.</summary>
    /// <returns>False when that is so already.</returns>
    public bool TryListen(IIdleListener listener)
    {
        lock (Gate)
        {
            if (_busy == 0)
            {
                return false;
            }

            _listeners.Add(listener);
            return true;
        }
    }

    /// <summary>Has somebody told no more.</summary>
    public void Unlisten(IIdleListener listener)
    {
        lock (Gate)
        {
            _listeners.Remove(listener);
        }
    }

    /// <summary>One more thing is under way. The lock is held.</summary>
    public void Enter() => _busy++;

    /// <summary>One thing less is under way. The lock is held.</summary>
    public void Leave()
    {
        if (--_busy > 0)
        {
            return;
        }

        _idle?.TrySetResult();
        _idle = null;
        foreach (var listener in _listeners)
        {
            listener.BecameIdle();
        }

        _listeners.Clear();
    }
}
