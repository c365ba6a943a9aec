namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>endure</c>.</summary>
public sealed record EndureConfiguration
{
    /// <summary>Gets how long the host may take to stop altogether, <c>endure.grace_period</c>: the drain ends with it, and workers that are left are killed.</summary>
    /// <value>Default: 30 s.</value>
    public TimeSpan GracePeriod { get; init; } = ConfigurationDefaults.GracePeriod;
}
