namespace RoadRunner.Host.Tcp;

/// <content>What others than the client and the answers do to a connection.</content>
internal sealed partial class TcpConnection
{
    /// <summary>Closes the connection from outside. The socket is closed at once; the Close event follows now or, when an event is in flight, after its answer.</summary>
    /// <remarks>Without a socket the client sees the end only then. Safe to call from any thread, any number of times.</remarks>
    public void Close()
    {
        BeginClose(ConnectionEnd.ByRpc);
        if (Volatile.Read(ref _isExecuting))
        {
            // Nobody is to see the answer. An idle connection ends by itself and sends what is still to be sent.
            CutOff();
        }
    }

    /// <summary>The host is stopping: what is in flight ends, nothing more is read.</summary>
    public void Drain()
    {
        Volatile.Write(ref _isDraining, true);
        Input.CancelPendingRead();
    }

    /// <summary>The host does not wait any longer: what is in flight is of no more use.</summary>
    public void Abort()
    {
        BeginClose(ConnectionEnd.Aborted);
        CutOff();
    }

    /// <summary>Ends the connection when its client has kept it waiting for too long. Safe to call from any thread.</summary>
    /// <param name="now">The tick of the clock.</param>
    public void Expire(long now)
    {
        switch (_watch.Expire(now))
        {
            case WaitKind.Idle:
                BeginClose(ConnectionEnd.Idle);
                break;
            case WaitKind.Message:
                BeginClose(ConnectionEnd.SlowMessage);
                break;
            case WaitKind.Write:
                BeginClose(ConnectionEnd.SlowReader);
                TransportEnd.Reset(_transport);
                break;
        }
    }

    private void BeginClose(ConnectionEnd end)
    {
        Interlocked.CompareExchange(ref _closing, end, comparand: null);
        Input.CancelPendingRead();
    }
}
