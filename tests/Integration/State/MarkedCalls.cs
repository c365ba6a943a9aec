using System.Collections.Concurrent;
using System.Diagnostics;
using Spiral.RoadRunner.Rpc;

namespace RoadRunner.Integration.State;

/// <summary>Callers that never rest. Each call carries an id of its own, so that the server's side tells how often each was carried out.</summary>
/// <param name="link">The link of the calls.</param>
/// <param name="call">Makes one call with an id.</param>
internal sealed class MarkedCalls(RpcLink link, Func<string, ValueTask> call)
{
    private const int Callers = 8;

    private readonly TaskCompletionSource _warm = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _loops = Task.CompletedTask;
    private volatile bool _isStopped;
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets the calls that were answered.</summary>
    public ConcurrentBag<string> Acknowledged { get; } = [];

    /// <summary>Gets the calls that may have been carried out.</summary>
    public ConcurrentBag<string> Unknown { get; } = [];

    /// <summary>Gets the calls that were never sent.</summary>
    public ConcurrentBag<string> Refused { get; } = [];

    /// <summary>Gets when calls failed, as timestamps of <see cref="Stopwatch"/>, and what the link said about itself then.</summary>
    public ConcurrentBag<(long At, RpcLinkState State)> Losses { get; } = [];

    /// <summary>Starts the callers and waits until all of them are at it.</summary>
    public Task StartAsync()
    {
        _loops = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => RunAsync(caller))));
        return _warm.Task.Within();
    }

    /// <summary>Waits until a call that starts later than now is answered.</summary>
    public Task WhenServedAgainAsync()
    {
        _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _next.Task.Within();
    }

    /// <summary>Lets every caller end its call and waits for the last one.</summary>
    public Task StopAsync()
    {
        _isStopped = true;
        return _loops.Within();
    }

    private async Task RunAsync(int caller)
    {
        for (var number = 0; !_isStopped; number++)
        {
            var id = $"call-{caller}-{number}.";
            var next = _next;
            try
            {
                await call(id);
                Acknowledged.Add(id);
                next.TrySetResult();
                if (Acknowledged.Count > 50 * Callers)
                {
                    _warm.TrySetResult();
                }
            }
            catch (ConnectionLostException)
            {
                Losses.Add((Stopwatch.GetTimestamp(), link.Health.State));
                Unknown.Add(id);
            }
            catch (NotConnectedException)
            {
                Refused.Add(id);
                await link.ConnectAsync().Within();
            }
        }
    }
}
