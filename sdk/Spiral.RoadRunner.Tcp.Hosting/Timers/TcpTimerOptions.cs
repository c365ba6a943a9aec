namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>How a timer ticks.</summary>
public sealed record TcpTimerOptions
{
    /// <summary>Gets a value indicating whether the first tick comes at once instead of after one period.</summary>
    /// <value>Default false. A timer with <see cref="IsSingleton"/> ticks at once whenever a worker takes it over.</value>
    public bool StartAtOnce { get; init; }

    /// <summary>Gets a value indicating whether one worker of the pool ticks for all of them.</summary>
    /// <value>
    /// Default false: every worker ticks. When true, the workers agree by the lock <c>rr:timer:NAME</c> of their server, which needs the
    /// key <c>rpc</c> in the configuration. The lease lives for three periods, but from 3 s to 30 s, and is renewed in time; when its holder
    /// dies, another worker takes over after that time and ticks one period later. A worker that loses the lease stops at once.
    /// </value>
    public bool IsSingleton { get; init; }
}
