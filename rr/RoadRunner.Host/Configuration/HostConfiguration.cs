namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>host</c>: what goes beyond RoadRunner, which ignores the section.</summary>
public sealed record HostConfiguration
{
    /// <summary>Gets how the bytes of a connection become events, <c>host.framing</c>.</summary>
    /// <value>Default: <see cref="FramingMode.Exact"/>.</value>
    public FramingMode Framing { get; init; } = FramingMode.Exact;

    /// <summary>Gets the section <c>host.limits</c>.</summary>
    public LimitsConfiguration Limits { get; init; } = new();
}
