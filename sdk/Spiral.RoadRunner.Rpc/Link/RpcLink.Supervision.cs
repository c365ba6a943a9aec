namespace Spiral.RoadRunner.Rpc;

// The life of the link: attempts, connection, loss, attempts … until something ends it.
public sealed partial class RpcLink
{
    private async Task SuperviseAsync()
    {
        try
        {
            await _start.Task.WaitAsync(_stop.Token).ConfigureAwait(false);
            Exception? loss = null;
            while (true)
            {
                var session = await _retry.RunAsync(loss, OpenAsync, _stop.Token).ConfigureAwait(false);
                if (TryGoLive(session))
                {
                    await _heartbeat.RunAsync(session, _stop.Token).ConfigureAwait(false);
                }

                await session.DisposeAsync().ConfigureAwait(false);
                OnLost(session);
                if (_board.Current.State != RpcLinkState.Reconnecting)
                {
                    return;
                }

                loss = session.Loss;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Whoever stopped it says why.
        }
        catch (RpcHandshakeException error)
        {
            End(error.Reason, error);
        }
        catch (Exception error)
        {
            // Whatever the connector or a hook throws, it was the last attempt.
            End(_options.Retry.Enabled ? RpcLinkEndReason.RetryExhausted : RpcLinkEndReason.RetryDisabled, error);
        }
    }

    private async ValueTask<RpcLinkSession> OpenAsync(CancellationToken cancellationToken)
    {
        _board.TryChange(
            static status => status.Phase == RpcReconnectPhase.WaitingToRetry,
            static status => status with { Phase = RpcReconnectPhase.AttemptingReconnect, NextAttemptAt = null });
        var (connection, version) = await _connector.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var session = new RpcLinkSession(connection, _options.CallTimeout, OnHeard, OnLost) { ServerVersion = version };
        try
        {
            _board.TryChange(
                static status => status.Phase == RpcReconnectPhase.AttemptingReconnect,
                static status => status with { Phase = RpcReconnectPhase.RestoringSession });
            await _hooks.RunAsync(session, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private bool TryGoLive(RpcLinkSession session)
    {
        // Taken from the status that is left: the connection may be lost again before the waiters are told of it.
        TaskCompletionSource? waiters = null;
        if (!_board.TryMoveTo(RpcLinkState.Connected, status =>
        {
            waiters = status.Connected;
            return status with
            {
                Session = session,
                ServerVersion = session.ServerVersion,
                Phase = RpcReconnectPhase.Idle,
                Attempt = 0,
                LastError = null,
            };
        }))
        {
            return false;
        }

        waiters!.TrySetResult();
        RpcLinkLog.Connected(_logger, _connector.Target, session.ServerVersion);
        return true;
    }

    private void OnWait(int attempt, TimeSpan delay, Exception reason)
    {
        var due = _options.TimeProvider.GetUtcNow() + delay;
        RpcLinkStatus Wait(RpcLinkStatus status) => status with
        {
            Phase = RpcReconnectPhase.WaitingToRetry,
            Attempt = attempt,
            NextAttemptAt = due,
            LastError = reason,
        };

        // The first attempt of all has failed, or one of those after a loss.
        if (!_board.TryMoveTo(RpcLinkState.Reconnecting, Wait))
        {
            _board.TryChange(static status => status.State == RpcLinkState.Reconnecting, Wait);
        }

        RpcLinkLog.Waits(_logger, _connector.Target, attempt, delay.TotalSeconds, reason.Message);
    }

    private bool TryDegrade(RpcLinkSession session)
    {
        var isMine = _board.TryChange(
            status => status.State == RpcLinkState.Connected && status.Session == session,
            static status => status with { IsDegraded = true });
        if (isMine)
        {
            RpcLinkLog.Degraded(_logger, _connector.Target, _options.Heartbeat.Interval.TotalSeconds);
        }

        return isMine;
    }

    private void OnHeard(RpcLinkSession session)
    {
        if (_board.Current.IsDegraded)
        {
            _board.TryChange(
                status => status.IsDegraded && status.Session == session,
                static status => status with { IsDegraded = false });
        }
    }

    // Whoever notices first moves the state; without retries the loss is the end.
    private void OnLost(RpcLinkSession session)
    {
        if (!_options.Retry.Enabled)
        {
            if (_board.Current is { State: RpcLinkState.Connected, Session: { } current } && current == session)
            {
                End(RpcLinkEndReason.RetryDisabled, session.Loss);
            }

            return;
        }

        var loss = session.Loss;
        if (_board.TryMoveTo(
            RpcLinkState.Reconnecting,
            status => status with
            {
                Session = null,
                IsDegraded = false,
                Connected = RpcLinkStatus.NewSignal(),
                Phase = RpcReconnectPhase.WaitingToRetry,
                Attempt = 1,
                LastError = loss,
            },
            status => status.Session == session))
        {
            RpcLinkLog.Lost(_logger, _connector.Target, loss.Message);
        }
    }

    private void End(RpcLinkEndReason reason, Exception? cause)
    {
        var error = cause is RpcHandshakeException { InnerException: { } inner } ? inner : cause;
        var unsettled = _gate.Count;
        if (!_board.TryMoveTo(RpcLinkState.Closed, status => status with
        {
            Session = null,
            IsDegraded = false,
            EndReason = reason,
            Phase = reason == RpcLinkEndReason.RetryExhausted ? RpcReconnectPhase.Exhausted : RpcReconnectPhase.Idle,
            NextAttemptAt = null,
            LastError = error ?? status.LastError,
            Connected = status.Connected.Task.IsCompleted ? RpcLinkStatus.NewSignal() : status.Connected,
        }))
        {
            return;
        }

        // Nobody may be waiting; the exception counts as seen.
        var connected = _board.Current.Connected;
        connected.TrySetException(new LinkClosedException(reason, error));
        _ = connected.Task.Exception;
        if (reason == RpcLinkEndReason.ExplicitShutdown)
        {
            RpcLinkLog.Closed(_logger, _connector.Target, unsettled);
        }
        else
        {
            RpcLinkLog.Ended(_logger, _connector.Target, reason, error?.Message ?? "");
        }
    }

    private async Task CloseCoreAsync(TimeSpan drainTimeout)
    {
        if (_board.TryMoveTo(RpcLinkState.Draining, static status => status) && _board.Current.Session is { } session)
        {
            await DrainAsync(session, drainTimeout).ConfigureAwait(false);
        }

        End(RpcLinkEndReason.ExplicitShutdown, cause: null);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _supervision.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task DrainAsync(RpcLinkSession session, TimeSpan limit)
    {
        using var enough = new CancellationTokenSource();
        var timer = Task.Delay(limit, _options.TimeProvider, enough.Token);
        await Task.WhenAny(_gate.WhenEmptyAsync(), session.Connection.Completion, timer).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
    }
}
