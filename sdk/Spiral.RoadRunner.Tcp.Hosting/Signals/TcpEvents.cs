using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Carries events inside the application: signals of the operating system, beginnings and ends, and whatever the application makes of it.</summary>
/// <remarks>
/// <para>A service of the application; thread-safe. Names are compared exactly; they are free but for those of <see cref="TcpEventNames"/>.</para>
/// <para>Nothing leaves the process: other workers of the pool do not hear of it.</para>
/// </remarks>
public sealed class TcpEvents
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Func<TcpEventArgs, CancellationToken, ValueTask>[]> _listeners = new(StringComparer.Ordinal);
    private readonly ILogger _logger;

    internal TcpEvents(ILogger logger) => _logger = logger;

    /// <summary>Listens to an event.</summary>
    /// <param name="name">The name of the event.</param>
    /// <param name="listener">Called each time, one listener after the other in the order in which they came. What it throws is logged, and the next one is called.</param>
    /// <returns>Disposing it ends the listening.</returns>
    public IDisposable On(string name, Func<TcpEventArgs, CancellationToken, ValueTask> listener)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(listener);
        lock (_gate)
        {
            _listeners[name] = [.. _listeners.GetValueOrDefault(name, []), listener];
        }

        return new TcpEventSubscription(() => Remove(name, listener));
    }

    /// <summary>Calls the listeners of an event, one after the other.</summary>
    /// <param name="name">The name of the event.</param>
    /// <param name="data">What the listeners are told; null for nothing.</param>
    /// <param name="cancellationToken">Handed to the listeners.</param>
    /// <returns>What the listeners have made of it, when the last one has ended. Never fails because of a listener.</returns>
    public ValueTask<TcpEventArgs> RaiseAsync(string name, object? data = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return RaiseAsync(new TcpEventArgs(name, data), cancellationToken);
    }

    internal bool HasListeners(string name)
    {
        lock (_gate)
        {
            return _listeners.ContainsKey(name);
        }
    }

    internal async ValueTask<TcpEventArgs> RaiseAsync(TcpEventArgs args, CancellationToken cancellationToken)
    {
        Func<TcpEventArgs, CancellationToken, ValueTask>[] listeners;
        lock (_gate)
        {
            listeners = _listeners.GetValueOrDefault(args.Name, []);
        }

        foreach (var listener in listeners)
        {
            try
            {
                await listener(args, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // One listener must not keep the event from the next.
                HostingLog.ListenerFailed(_logger, exception, args.Name);
            }
        }

        return args;
    }

    private void Remove(string name, Func<TcpEventArgs, CancellationToken, ValueTask> listener)
    {
        lock (_gate)
        {
            var left = _listeners.GetValueOrDefault(name, []).ToList();
            left.Remove(listener);
            if (left.Count > 0)
            {
                _listeners[name] = [.. left];
            }
            else
            {
                _listeners.Remove(name);
            }
        }
    }
}
