namespace Spiral.RoadRunner.Rpc;

/// <summary>How a link notices that a server which is still connected has stopped answering.</summary>
/// <remarks>Immutable; a value out of its range is refused when it is set.</remarks>
public sealed record RpcHeartbeatOptions
{
    /// <summary>Gets a value indicating whether the link watches for silence.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Enabled { get; init; } = true;

    /// <summary>Gets how long the server may be silent before one <c>rpc.Version</c> is sent to it; any bytes from it count as a sign of life.</summary>
    /// <value>Default 30 s; above zero and at most a day.</value>
    public TimeSpan Interval
    {
        get;
        init => field = RpcLinkLimits.ValidDuration(value, nameof(Interval));
    } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how long it may be silent after that before the connection is given up and made again.</summary>
    /// <value>Default 10 s; above zero and below <see cref="Interval"/>.</value>
    public TimeSpan Timeout
    {
        get;
        init => field = RpcLinkLimits.ValidDuration(value, nameof(Timeout));
    } = TimeSpan.FromSeconds(10);
}
