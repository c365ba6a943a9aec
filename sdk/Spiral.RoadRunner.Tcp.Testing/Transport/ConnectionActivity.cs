namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Knows whether the host has something to do for one connection. It has, until it waits for bytes and has looked at all there are.</summary>
internal sealed class ConnectionActivity
{
    private readonly HostActivity _host;
    private long _sent;
    private long _seen;
    private long _consumed;
    private bool _isComplete;
    private bool _hasSeenEnd;
    private bool _isWaiting;
    private bool _isCancelled;
    private bool _hasEnded;
    private bool _isBusy;

    public ConnectionActivity(HostActivity host)
    {
        _host = host;
        lock (host.Gate)
        {
            _isBusy = true;
            host.Enter();
        }
    }

    /// <summary>Gets how many bytes the host has looked at and left: they are no event yet.</summary>
    public long LeftBytes
    {
        get
        {
            lock (_host.Gate)
            {
                return _seen - _consumed;
            }
        }
    }

    /// <summary>The client sends; called before the host can see it.</summary>
    public void Sending(long bytes)
    {
        lock (_host.Gate)
        {
            _sent += bytes;
            Update();
        }
    }

    /// <summary>The client sends no more.</summary>
    public void Completing()
    {
        lock (_host.Gate)
        {
            _isComplete = true;
            Update();
        }
    }

    /// <summary>The host waits for bytes.</summary>
    public void Waiting()
    {
        lock (_host.Gate)
        {
            _isWaiting = true;
            Update();
        }
    }

    /// <summary>The host has got what there is.</summary>
    /// <param name="bytes">How many bytes it has in hand; null when the read has failed.</param>
    /// <param name="isComplete">Whether it knows that there will be no more.</param>
    public void Woken(long? bytes, bool isComplete)
    {
        lock (_host.Gate)
        {
            _seen = bytes is { } length ? _consumed + length : _seen;
            _hasSeenEnd |= isComplete;
            _isWaiting = false;
            _isCancelled = false;
            Update();
        }
    }

    /// <summary>The host has made events of bytes.</summary>
    public void Consumed(long bytes)
    {
        lock (_host.Gate)
        {
            _consumed += bytes;
        }
    }

    /// <summary>The host is woken without bytes.</summary>
    public void Cancelling()
    {
        lock (_host.Gate)
        {
            _isCancelled = true;
            Update();
        }
    }

    /// <summary>The connection has had its last event.</summary>
    public void Ended()
    {
        lock (_host.Gate)
        {
            _hasEnded = true;
            Update();
        }
    }

    private void Update()
    {
        var isBusy = !_hasEnded && !(_isWaiting && !_isCancelled && _sent == _seen && _isComplete == _hasSeenEnd);
        if (isBusy == _isBusy)
        {
            return;
        }

        _isBusy = isBusy;
        if (isBusy)
        {
            _host.Enter();
        }
        else
        {
            _host.Leave();
        }
    }
}
