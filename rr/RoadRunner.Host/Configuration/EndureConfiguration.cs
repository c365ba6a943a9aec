using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>endure</c>.</summary>
public sealed record EndureConfiguration
{
    /// <summary>Gets how long the host may take to stop altogether, <c>endure.grace_period</c>: the drain ends with it, and workers that are left are killed.</summary>
    /// <value>Default: 30 s.</value>
    public TimeSpan GracePeriod { get; init; } = ConfigurationDefaults.GracePeriod;

    /// <summary>Gets how often a service manager that wants to know is told that the host is alive, <c>endure.watchdog_sec</c>.</summary>
    /// <value>Default: zero, never. The service manager has to expect it less often than that.</value>
    public TimeSpan WatchdogPeriod { get; init; }

    /// <summary>Gets the least severe level of what is said about the order of start and stop, <c>endure.log_level</c>: the channel <c>endure</c>.</summary>
    /// <value>Default: error. Means nothing when <c>logs.channels.endure</c> is there, or the log is off.</value>
    public LogLevel LogLevel { get; init; } = LogLevel.Error;
}
