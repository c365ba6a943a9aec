using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RoadRunner.Host;

/// <summary>What a host takes from its surroundings; everything else is in the configuration.</summary>
public sealed class RoadRunnerHostOptions
{
    /// <summary>Gets where the host logs; default: nowhere.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Gets the clock of every timeout; default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets where the RPC methods <c>app.Log</c> and <c>app.LogWithContext</c> write, past the log; not closed.</summary>
    /// <value>Default: nowhere. The command line hands in its stderr.</value>
    public TextWriter StandardError { get; init; } = TextWriter.Null;

    /// <summary>Gets the time between the stop command and the kill of a worker.</summary>
    /// <value>Default 10 s, fixed in RoadRunner; made shorter by tests.</value>
    public TimeSpan WorkerStopTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
