namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>host.limits</c>.</summary>
public sealed record LimitsConfiguration
{
    /// <summary>Gets the size of the largest message in bytes, delimiter included, <c>host.limits.max_message_size</c>.</summary>
    /// <value>Default: 64 MiB, which is also the most that a frame to a worker carries; at least 1. Raw framing does not depend on it.</value>
    public int MaxMessageBytes { get; init; } = ConfigurationDefaults.MaxMessageBytes;

    /// <summary>Gets how long a stopping host waits for events in flight before it stops the workers, <c>host.limits.drain_timeout</c>.</summary>
    /// <value>Default: 20 s; zero does not wait.</value>
    public TimeSpan DrainTimeout { get; init; } = ConfigurationDefaults.DrainTimeout;
}
