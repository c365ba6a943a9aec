namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Work that a worker does again and again beside its events: collecting, copying, watching.</summary>
/// <remarks>
/// <para>
/// Mapped by <see cref="TcpApplication.MapLoop{TLoop}"/>. One object lives from spin-up to spin-down, in a scope of services of its own;
/// after a crash a new one is made. Its methods are called one after the other, on threads of the pool, beside the events: what a
/// loop shares with handlers has to bear that.
/// </para>
/// <para>Every worker of the pool runs its own loop; a <see cref="TcpTimers">timer</see> can be one for the whole pool.</para>
/// </remarks>
public abstract class BackgroundLoop
{
    private string? _name;

    /// <summary>Gets the name under which the loop was mapped; the name of the type unless it was given another.</summary>
    public string Name
    {
        get => _name ?? GetType().Name;
        internal set => _name = value;
    }

    /// <summary>Called once before the first round. What it throws counts as a crash.</summary>
    /// <param name="cancellationToken">Fires when the application stops.</param>
    public virtual ValueTask SpinUpAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>One round. The next one begins one period after this one has begun, or at once when it takes longer.</summary>
    /// <param name="cancellationToken">Fires when the application stops. A round that does not listen holds up the stop for its share of <see cref="TcpApplicationOptions.StopTimeout"/>.</param>
    public abstract ValueTask LoopAsync(CancellationToken cancellationToken);

    /// <summary>Called once at the end, also after a crash, unless the spin-up has failed.</summary>
    /// <param name="cancellationToken">Fires when the time for stopping is over.</param>
    public virtual ValueTask SpinDownAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
