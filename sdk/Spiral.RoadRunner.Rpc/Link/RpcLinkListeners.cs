namespace Spiral.RoadRunner.Rpc;

/// <summary>Delivers notifications one at a time, in order, on the thread of one of those that post. A listener that throws disturbs nobody.</summary>
internal sealed class RpcLinkListeners(Action<Exception> onFailure)
{
    private readonly Lock _lock = new();
    private readonly Queue<RpcLinkNotice> _notices = new();
    private readonly List<RpcLinkListener> _listeners = [];
    private bool _isDelivering;

    /// <summary>Adds a listener, whose first notice is the one given; it hears nothing that was posted before.</summary>
    public IDisposable Add(Action<RpcLinkHealth> callback, RpcLinkHealth first)
    {
        var listener = new RpcLinkListener(callback, Remove);
        lock (_lock)
        {
            _notices.Enqueue(new RpcLinkNotice(first, listener));
        }

        return listener;
    }

    public void Post(RpcLinkHealth health)
    {
        lock (_lock)
        {
            _notices.Enqueue(new RpcLinkNotice(health, NewListener: null));
        }
    }

    /// <summary>Delivers what is posted, unless somebody is at it: then it delivers this too.</summary>
    public void Deliver()
    {
        var isMine = false;
        while (TryTake(ref isMine, out var health, out var listeners))
        {
            foreach (var listener in listeners)
            {
                try
                {
                    listener.Hear(health);
                }
                catch (Exception error)
                {
                    // The code of others: its failure is reported and must not stop the link or the next listener.
                    onFailure(error);
                }
            }
        }
    }

    private bool TryTake(ref bool isMine, out RpcLinkHealth health, out RpcLinkListener[] listeners)
    {
        (health, listeners) = (null!, []);
        lock (_lock)
        {
            if (_isDelivering && !isMine)
            {
                return false;
            }

            _isDelivering = isMine = _notices.TryDequeue(out var notice);
            if (!isMine)
            {
                return false;
            }

            health = notice.Health;
            if (notice.NewListener is { } added)
            {
                _listeners.Add(added);
                listeners = [added];
            }
            else
            {
                listeners = [.. _listeners];
            }

            return true;
        }
    }

    private void Remove(RpcLinkListener listener)
    {
        lock (_lock)
        {
            _listeners.Remove(listener);
        }
    }
}
