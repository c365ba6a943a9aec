namespace Spiral.RoadRunner.Rpc;

/// <summary>Holds the status of a link. Writers go through the transition table one after the other; readers take no lock.</summary>
/// <param name="listeners">Told of every change, in the order of the changes, outside the lock.</param>
/// <param name="describe">Makes the snapshot that listeners get.</param>
internal sealed class RpcLinkBoard(RpcLinkListeners listeners, Func<RpcLinkStatus, RpcLinkHealth> describe)
{
    private readonly Lock _lock = new();
    private volatile RpcLinkStatus _current = new();

    public RpcLinkStatus Current => _current;

    /// <summary>Moves to another state if the table allows it from here and the condition holds.</summary>
    public bool TryMoveTo(RpcLinkState next, Func<RpcLinkStatus, RpcLinkStatus> change, Func<RpcLinkStatus, bool>? condition = null) =>
        TryPublish(status => RpcLinkTransitions.IsAllowed(status.State, next) && (condition is null || condition(status)), status => change(status) with { State = next });

    /// <summary>Changes details while the condition holds; the state stays.</summary>
    public bool TryChange(Func<RpcLinkStatus, bool> condition, Func<RpcLinkStatus, RpcLinkStatus> change) =>
        TryPublish(condition, status => change(status) with { State = status.State });

    /// <summary>Calls the listener with the status of now, then with every later one.</summary>
    public IDisposable Add(Action<RpcLinkHealth> listener)
    {
        IDisposable subscription;
        lock (_lock)
        {
            subscription = listeners.Add(listener, describe(_current));
        }

        listeners.Deliver();
        return subscription;
    }

    private bool TryPublish(Func<RpcLinkStatus, bool> condition, Func<RpcLinkStatus, RpcLinkStatus> change)
    {
        lock (_lock)
        {
            if (!condition(_current))
            {
                return false;
            }

            _current = change(_current);
            listeners.Post(describe(_current));
        }

        listeners.Deliver();
        return true;
    }
}
