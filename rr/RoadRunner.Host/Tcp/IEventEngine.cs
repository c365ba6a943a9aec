using System.IO.Pipelines;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Tcp;

/// <summary>Where the events of all connections are executed: by worker processes, or by an executor inside the host.</summary>
internal interface IEventEngine : IAsyncDisposable
{
    /// <summary>Gets the worker processes.</summary>
    public IManagedWorkers Workers { get; }

    /// <summary>Gets the same workers, pool by pool; none when events are handled in this process.</summary>
    public IReadOnlyList<NamedPool> Pools { get; }

    /// <summary>Gets a value indicating whether an event may block the thread that brings it.</summary>
    public bool MayBlock { get; }

    /// <summary>Gets a value indicating whether whoever executes the events makes spans of them.</summary>
    public bool TracesEvents { get; }

    /// <summary>Makes everything ready for the first event.</summary>
    public Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Makes what executes the events of a new connection.</summary>
    /// <param name="connection">What the connection is known by.</param>
    /// <param name="output">Where its answers go.</param>
    public IConnectionExecutor Open(ConnectionIdentity connection, PipeWriter output);

    /// <summary>The host is stopping: connections end one by one.</summary>
    /// <param name="drained">Fires when they have had their time.</param>
    public void BeginDrain(CancellationToken drained);

    /// <summary>Ends what is left.</summary>
    /// <param name="atMost">How long that may take, if it is less than workers or events have anyway.</param>
    /// <returns>How many workers, or connections, did not end in time.</returns>
    public Task<int> StopAsync(TimeSpan atMost);

    /// <summary>Ends what can be ended at once.</summary>
    public void Kill();
}
