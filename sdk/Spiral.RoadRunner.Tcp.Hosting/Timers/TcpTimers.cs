using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The timers of the application, by name: heartbeats, clean-ups, ticks that clients see in their next answer.</summary>
/// <remarks>
/// <para>
/// Timers run beside the events, on threads of the pool: a handler and a tick may run at the same moment, so what they share has to
/// bear that. One timer never overlaps itself: a tick that is due while the one before is running is left out and counted.
/// </para>
/// <para>A service of the application; thread-safe. Timers begin with the application and end with it, before its loops.</para>
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer and no handle, and what outlives the stop may still look at its token.")]
public sealed class TcpTimers
{
    private static readonly TimeSpan LeastPeriod = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MostPeriod = TimeSpan.FromDays(49);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, NamedTimer> _timers = new(StringComparer.Ordinal);
    private readonly List<NamedTimer> _leaving = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly TimerEnvironment _environment;
    private bool _isStarted;

    internal TcpTimers(IServiceScopeFactory scopes, ITimerLeases leases, ILogger logger, TimeProvider time) =>
        _environment = new TimerEnvironment(scopes, leases, logger, time, _stopping.Token);

    /// <summary>Adds a timer. It begins at once, or with the application.</summary>
    /// <param name="name">The name, of which there may be one only.</param>
    /// <param name="period">The time from one tick to the next, from 1 ms to 49 days; the first tick comes after one period.</param>
    /// <param name="handler">Called for each tick. What it throws is logged, and the timer goes on. The token fires when the application stops or the worker loses the right to tick.</param>
    /// <param name="options">How it ticks; null means the defaults.</param>
    /// <exception cref="InvalidOperationException">There is a timer of this name, the application is stopping, or the timer needs a server without <c>rpc</c>.</exception>
    public void Add(string name, TimeSpan period, Func<TcpTimerContext, CancellationToken, ValueTask> handler, TcpTimerOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(handler);
        if (period < LeastPeriod || period > MostPeriod)
        {
            throw new ArgumentOutOfRangeException(nameof(period), period, $"The period of timer '{name}' has to be from {LeastPeriod} to {MostPeriod}.");
        }

        var timer = new NamedTimer(name, period, handler, options ?? new TcpTimerOptions(), _environment, Remove);
        lock (_gate)
        {
            if (_stopping.IsCancellationRequested)
            {
                throw new InvalidOperationException($"Timer '{name}' cannot be added: the application is stopping.");
            }

            if (_timers.ContainsKey(name))
            {
                throw new InvalidOperationException($"There is a timer '{name}' already; remove it first.");
            }

            if (_isStarted)
            {
                ThrowIfImpossible(timer);
            }

            _timers.Add(name, timer);
            if (!_isStarted)
            {
                return;
            }
        }

        timer.Start();
    }

    /// <summary>Removes a timer; a timer may do that to itself. The tick in flight goes on, the name is free at once.</summary>
    /// <param name="name">The name.</param>
    /// <returns>False when there is no such timer.</returns>
    public bool Remove(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        NamedTimer? timer;
        lock (_gate)
        {
            if (!_timers.TryGetValue(name, out timer))
            {
                return false;
            }
        }

        Remove(timer);
        return true;
    }

    /// <summary>Returns the timers of this moment, in the order of their names.</summary>
    public IReadOnlyList<TcpTimerStatus> List()
    {
        lock (_gate)
        {
            return [.. _timers.Values.Select(static timer => timer.Status).OrderBy(static status => status.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>Begins with everything that was added.</summary>
    /// <exception cref="InvalidOperationException">A timer for the whole pool needs a server without <c>rpc</c>.</exception>
    internal void Start()
    {
        NamedTimer[] timers;
        lock (_gate)
        {
            timers = [.. _timers.Values];
            Array.ForEach(timers, ThrowIfImpossible);
            _isStarted = true;
        }

        Array.ForEach(timers, static timer => timer.Start());
    }

    /// <summary>Ends all timers and waits for the ticks in flight.</summary>
    internal async Task StopAsync(TcpStopBudget budget, CancellationToken cancellationToken)
    {
        (NamedTimer Timer, Task Over)[] open;
        lock (_gate)
        {
            _ = _stopping.CancelAsync();
            foreach (var timer in _timers.Values)
            {
                timer.End();
            }

            open = [.. _timers.Values.Concat(_leaving).Select(static timer => (timer, timer.WhenOverAsync()))];
            _timers.Clear();
            _leaving.Clear();
        }

        var share = budget.NextShare();
        if (!await budget.TryWaitAsync(Task.WhenAll(open.Select(static one => one.Over)), share, cancellationToken).ConfigureAwait(false))
        {
            foreach (var (timer, _) in open.Where(static one => !one.Over.IsCompleted))
            {
                HostingLog.TimerStuck(_environment.Logger, timer.Name, share);
            }
        }
    }

    private void Remove(NamedTimer timer)
    {
        lock (_gate)
        {
            if (!_timers.TryGetValue(timer.Name, out var current) || current != timer)
            {
                return;
            }

            _timers.Remove(timer.Name);
            _leaving.RemoveAll(static one => !one.IsBusy);
            _leaving.Add(timer);
        }

        timer.End();
        if (timer.IsSingleton)
        {
            _ = timer.WhenOverAsync();
        }
    }

    private void ThrowIfImpossible(NamedTimer timer)
    {
        if (timer.IsSingleton && !_environment.Leases.IsAvailable)
        {
            throw new InvalidOperationException(
                $"Timer '{timer.Name}' ticks in one worker of the pool and needs the RPC port of the server: there is none. Set the key rpc (rpc.listen) in .rr.yaml.");
        }
    }
}
