namespace Spiral.RoadRunner.Rpc;

// Who gets in, and what can be seen from outside.
public sealed partial class RpcLink
{
    private RpcLinkSession Admit(string method)
    {
        // The place is taken before the state is read: a drain that sees no call inside can rely on it.
        var isInside = _gate.TryEnter();
        var status = _board.Current;
        if (status is { State: RpcLinkState.Connected, Session: { } session })
        {
            return isInside ? session : throw new BackpressureException(method, _gate.Max);
        }

        if (isInside)
        {
            _gate.Leave();
        }

        throw status.State switch
        {
            RpcLinkState.Draining => new DrainException(method),
            RpcLinkState.Closed => new LinkClosedException(status.EndReason ?? RpcLinkEndReason.ExplicitShutdown, status.LastError),
            _ => new NotConnectedException(method, status.State, status.LastError),
        };
    }

    private RpcLinkHealth Describe(RpcLinkStatus status)
    {
        var time = _options.TimeProvider;
        var now = time.GetUtcNow();
        return new RpcLinkHealth
        {
            State = status.State,
            IsLive = status is { Session: not null, IsDegraded: false },
            IsDegraded = status.IsDegraded,
            InFlight = _gate.Count,
            MaxInFlight = _gate.Max,
            ServerVersion = status.ServerVersion,
            EndReason = status.EndReason,
            LastErrorClass = status.LastError?.GetType().Name,
            LastErrorMessage = status.LastError?.Message,
            LastHeardAt = status.Session is { } session ? now - time.GetElapsedTime(session.Connection.LastReceived) : null,
            TakenAt = now,
            Reconnect = new RpcReconnectHealth
            {
                Phase = status.Phase,
                Attempt = status.Attempt,
                MaxAttempts = _options.Retry.MaxAttempts,
                NextAttemptAt = status.NextAttemptAt,
                RemainingDelay = status.NextAttemptAt is { } due ? (due > now ? due - now : TimeSpan.Zero) : null,
            },
        };
    }
}
