namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What the handler of a timer gets: one tick.</summary>
/// <remarks>An object of its own for each tick; its services are valid until the handler's task ends.</remarks>
public sealed class TcpTimerContext
{
    private readonly Action _remove;

    internal TcpTimerContext(string name, long tick, IServiceProvider services, Action remove)
    {
        Name = name;
        Tick = tick;
        Services = services;
        _remove = remove;
    }

    /// <summary>Gets the name of the timer.</summary>
    public string Name { get; }

    /// <summary>Gets the number of the tick in this worker, counted from 1. Ticks that were left out are not counted.</summary>
    public long Tick { get; }

    /// <summary>Gets the services of this tick: a scope that ends with it.</summary>
    public IServiceProvider Services { get; }

    /// <summary>Removes the timer: this is its last tick in this worker. The tick itself goes on; the name is free at once.</summary>
    public void Remove() => _remove();
}
