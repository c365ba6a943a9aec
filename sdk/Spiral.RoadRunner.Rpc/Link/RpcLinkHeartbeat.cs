using Spiral.Goridge;
using Spiral.Goridge.Rpc;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Watches one connection for silence: after the first interval one probe, after the timeout the end.</summary>
/// <param name="options">The two durations.</param>
/// <param name="time">Their clock.</param>
/// <param name="tryDegrade">The first miss; false when the connection is not that of a connected link any more, so that nobody cares.</param>
/// <param name="onHeard">The server is there.</param>
internal sealed class RpcLinkHeartbeat(
    RpcHeartbeatOptions options,
    TimeProvider time,
    Func<RpcLinkSession, bool> tryDegrade,
    Action<RpcLinkSession> onHeard)
{
    /// <summary>Runs until the connection has ended or the token fires; then the connection is closed.</summary>
    public async Task RunAsync(RpcLinkSession session, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = options.Enabled ? WatchAsync(session, over.Token) : Task.CompletedTask;
        try
        {
            await session.Connection.Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The link is closed, and with it the connection.
        }

        await session.DisposeAsync().ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await watch.ConfigureAwait(false);
    }

    private async Task WatchAsync(RpcLinkSession session, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var rest = options.Interval - time.GetElapsedTime(session.Connection.LastReceived);
                if (rest > TimeSpan.Zero)
                {
                    await Task.Delay(rest, time, cancellationToken).ConfigureAwait(false);
                }
                else if (!tryDegrade(session))
                {
                    return;
                }
                else if (await HearsAsync(session, cancellationToken).ConfigureAwait(false))
                {
                    onHeard(session);
                }
                else
                {
                    var silence = options.Interval + options.Timeout;
                    await session.FailAsync(new RelayClosedException($"The server was silent for {silence.TotalSeconds} s.")).ConfigureAwait(false);
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The connection has ended for another reason.
        }
        catch (RelayClosedException)
        {
            // As above; the probe was in flight.
        }
    }

    // The probe goes out even while calls are in flight: one that waits for a lock is as silent as a dead server.
    private async Task<bool> HearsAsync(RpcLinkSession session, CancellationToken cancellationToken)
    {
        var before = session.Connection.LastReceived;
        try
        {
            await session.Connection.CallAsync(RpcVersionCall.Method, RpcVersionCall.Argument, RpcVersionCall.Codec, options.Timeout, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is RpcException or RpcBodyException)
        {
            return true;
        }
        catch (RpcTimeoutException)
        {
            return session.Connection.LastReceived != before;
        }
    }
}
