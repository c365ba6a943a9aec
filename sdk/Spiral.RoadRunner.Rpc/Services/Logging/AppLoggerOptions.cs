using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Settings of an <see cref="AppLoggerProvider"/>. Immutable; a value out of its range is refused when it is set.</summary>
public sealed record AppLoggerOptions
{
    /// <summary>Gets the level below which nothing is sent, whatever the filters of the factory say.</summary>
    /// <value>Default <see cref="LogLevel.Trace"/>: everything.</value>
    public LogLevel Minimum { get; init; } = LogLevel.Trace;

    /// <summary>Gets how many records may wait for the server; when it is full, new ones are dropped and counted.</summary>
    /// <value>Default 1,024; from 1 to 1,048,576.</value>
    public int QueueCapacity
    {
        get;
        init => field = RpcLinkLimits.ValidNumber(value, 1, 1024 * 1024, nameof(QueueCapacity));
    } = 1024;

    /// <summary>Gets how long disposing waits for the records that are still in the queue.</summary>
    /// <value>Default 1 s; above zero and at most a day.</value>
    public TimeSpan FlushTimeout
    {
        get;
        init => field = RpcLinkLimits.ValidDuration(value, nameof(FlushTimeout));
    } = TimeSpan.FromSeconds(1);
}
