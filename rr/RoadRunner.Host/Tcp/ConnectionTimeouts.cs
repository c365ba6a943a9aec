using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Tcp;

/// <summary>The timeouts of a server's connections in ticks of the clock.</summary>
internal sealed class ConnectionTimeouts(ConnectionClock clock, LimitsConfiguration limits)
{
    private readonly long _idle = clock.TicksOf(limits.IdleTimeout);
    private readonly long _message = clock.TicksOf(limits.ReadTimeout);
    private readonly long _write = clock.TicksOf(limits.WriteTimeout);

    public ConnectionClock Clock => clock;

    /// <summary>Returns how long a connection may wait.</summary>
    public long Of(WaitKind kind) => kind switch
    {
        WaitKind.Idle => _idle,
        WaitKind.Message => _message,
        WaitKind.Write => _write,
        _ => long.MaxValue,
    };
}
