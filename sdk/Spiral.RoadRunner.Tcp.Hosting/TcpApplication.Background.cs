using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;

namespace Spiral.RoadRunner.Tcp.Hosting;

// What runs beside the events: timers, loops, listeners.
public sealed partial class TcpApplication
{
    private static readonly TimeSpan LoopPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostLoopPeriod = TimeSpan.FromDays(49);

    /// <summary>Gets what carries events inside the application. It may be used at any time.</summary>
    public TcpEvents Events => Services.GetRequiredService<TcpEvents>();

    /// <summary>Has something done again and again, beginning with the application; <see cref="TcpTimers"/> does the same while it runs.</summary>
    /// <param name="name">The name, of which there may be one only.</param>
    /// <param name="period">The time from one tick to the next, from 1 ms to 49 days; the first tick comes after one period.</param>
    /// <param name="handler">Called for each tick, beside the events, on a thread of the pool. What it throws is logged, and the timer goes on. The token fires when the application stops or the worker loses the right to tick.</param>
    /// <param name="options">How it ticks; null means the defaults.</param>
    /// <returns>The same application.</returns>
    /// <exception cref="InvalidOperationException">There is a timer of this name, or the application has started.</exception>
    public TcpApplication MapTimer(string name, TimeSpan period, Func<TcpTimerContext, CancellationToken, ValueTask> handler, TcpTimerOptions? options = null)
    {
        ThrowIfStarted();
        Services.GetRequiredService<TcpTimers>().Add(name, period, handler, options);
        return this;
    }

    /// <summary>Has a loop run beside the events, in every worker.</summary>
    /// <typeparam name="TLoop">Made when the loop begins, in a scope of its own, unless it is registered otherwise.</typeparam>
    /// <param name="name">The name, of which there may be one only; null means that of the type.</param>
    /// <param name="period">The time from the beginning of one round to that of the next, from 0 to 49 days; null means 1 s.</param>
    /// <param name="forever">
    /// What a crash leads to. True: it is logged and counted, and the loop starts again after 1, 2, 4 … 30 s. False: the application
    /// stops in good order with exit code 1, and the server replaces the worker.
    /// </param>
    /// <returns>The same application.</returns>
    /// <exception cref="InvalidOperationException">There is a loop of this name, or the application has started.</exception>
    public TcpApplication MapLoop<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TLoop>(
        string? name = null, TimeSpan? period = null, bool forever = false)
        where TLoop : BackgroundLoop
    {
        ThrowIfStarted();
        name ??= typeof(TLoop).Name;
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (period < TimeSpan.Zero || period > MostLoopPeriod)
        {
            throw new ArgumentOutOfRangeException(nameof(period), period, $"The period of loop '{name}' has to be from {TimeSpan.Zero} to {MostLoopPeriod}.");
        }

        Services.GetRequiredService<TcpLoops>().Add<TLoop>(name, period ?? LoopPeriod, forever);
        return this;
    }

    /// <summary>Listens to a signal of the operating system.</summary>
    /// <param name="signal">SIGTERM, SIGHUP, or without a server SIGINT. Others, such as SIGUSR1, have a name only: see the other overload.</param>
    /// <param name="listener">Called on a thread of the pool, see <see cref="TcpEvents.On"/>.</param>
    /// <returns>The same application.</returns>
    /// <exception cref="ArgumentException">It is no signal that a worker listens to; the message names those that are.</exception>
    /// <remarks>
    /// SIGTERM stops the application, without a server SIGINT and SIGHUP do so as well, unless a listener says <see cref="TcpEventArgs.Handled"/>
    /// within 1 s. The other signals do nothing by themselves. An application inside another program leaves signals alone.
    /// </remarks>
    public TcpApplication OnSignal(PosixSignal signal, Func<TcpEventArgs, CancellationToken, ValueTask> listener)
    {
        Events.On(TcpSignal.Find(signal).NameEvent, listener);
        return this;
    }

    /// <inheritdoc cref="OnSignal(PosixSignal, Func{TcpEventArgs, CancellationToken, ValueTask})"/>
    /// <param name="signal">SIGTERM, SIGHUP, SIGUSR1, SIGUSR2, or without a server SIGINT; also without <c>SIG</c>, in lower case, or as a number.</param>
    /// <param name="listener">Called on a thread of the pool, see <see cref="TcpEvents.On"/>.</param>
    public TcpApplication OnSignal(string signal, Func<TcpEventArgs, CancellationToken, ValueTask> listener)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(signal);
        Events.On(TcpSignal.Find(signal).NameEvent, listener);
        return this;
    }
}
