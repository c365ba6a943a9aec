using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The background loops of the application: what they are doing, and a way to hold them.</summary>
/// <remarks>A service of the application; thread-safe. It knows the loops of this worker, not those of the others in the pool.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "The sources have no timer and no handle, and what outlives the stop may still look at their tokens.")]
public sealed class TcpLoops
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, LoopRunner> _loops = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _givingUp = new();
    private readonly LoopEnvironment _environment;
    private readonly IServiceProvider _services;
    private readonly List<(LoopRunner Loop, Task End)> _running = [];

    internal TcpLoops(
        IServiceProvider services, TcpEvents events, ILogger logger, TimeProvider time, TcpOutcome outcome, IHostApplicationLifetime lifetime)
    {
        _services = services;
        _environment = new LoopEnvironment(
            services.GetRequiredService<IServiceScopeFactory>(), events, logger, time, StopApplication, _stopping.Token, _givingUp.Token);
        void StopApplication()
        {
            outcome.Fail();
            lifetime.StopApplication();
        }
    }

    /// <summary>Returns the loops of this moment, in the order of their names.</summary>
    public IReadOnlyList<TcpLoopInfo> List()
    {
        lock (_gate)
        {
            return [.. _loops.Values.Select(static loop => loop.Info)];
        }
    }

    /// <summary>Says where a loop is.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="KeyNotFoundException">There is no such loop; the message names those that there are.</exception>
    public TcpLoopStatus Status(string name) => Find(name).Status;

    /// <summary>Has a loop do no more rounds until <see cref="Resume"/>. The round that it is in ends.</summary>
    /// <param name="name">The name.</param>
    /// <returns>False when it was paused already.</returns>
    /// <exception cref="KeyNotFoundException">There is no such loop; the message names those that there are.</exception>
    public bool Pause(string name) => Find(name).Pause();

    /// <summary>Has a loop go on: at once, when its period is over.</summary>
    /// <param name="name">The name.</param>
    /// <returns>False when it was not paused.</returns>
    /// <exception cref="KeyNotFoundException">There is no such loop; the message names those that there are.</exception>
    public bool Resume(string name) => Find(name).Resume();

    internal void Add<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TLoop>(string name, TimeSpan period, bool forever)
        where TLoop : BackgroundLoop
    {
        var isRegistered = _services.GetService<IServiceProviderIsService>()?.IsService(typeof(TLoop)) == true;
        var loop = new LoopRunner(
            new LoopDefinition(name, period, forever, isRegistered ? static scope => scope.GetRequiredService<TLoop>() : Factory<TLoop>(), !isRegistered), _environment);
        lock (_gate)
        {
            if (!_loops.TryAdd(name, loop))
            {
                throw new InvalidOperationException($"Loop already installed: '{name}'.");
            }
        }
    }

    internal void Start()
    {
        lock (_gate)
        {
            _running.AddRange(_loops.Values.Select(static loop => (loop, Task.Run(loop.RunAsync))));
        }
    }

    /// <summary>Ends all loops and waits for their spin-downs.</summary>
    internal async Task StopAsync(TcpStopBudget budget, CancellationToken cancellationToken)
    {
        // Elsewhere: what waits for the token may go on for a long time without waiting for anything else.
        _ = _stopping.CancelAsync();
        var share = budget.NextShare();
        var ends = Task.WhenAll(_running.Select(static one => one.End));
        if (!await budget.TryWaitAsync(ends, share, cancellationToken).ConfigureAwait(false))
        {
            _ = _givingUp.CancelAsync();
            foreach (var (loop, _) in _running.Where(static one => !one.End.IsCompleted))
            {
                HostingLog.LoopStuck(_environment.Logger, loop.Name, share);
            }
        }
    }

    private static Func<IServiceProvider, BackgroundLoop> Factory<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TLoop>()
        where TLoop : BackgroundLoop
    {
        var factory = ActivatorUtilities.CreateFactory<TLoop>(Type.EmptyTypes);
        return scope => factory(scope, arguments: null);
    }

    private LoopRunner Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (_gate)
        {
            return _loops.TryGetValue(name, out var loop)
                ? loop
                : throw new KeyNotFoundException($"Loop not installed: '{name}'; installed are: {(_loops.Count == 0 ? "none" : string.Join(", ", _loops.Keys))}.");
        }
    }
}
