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

    /// <summary>Gets the time between the stop command and the kill of a worker; with an <see cref="Executor"/>, how long Close events have after the drain.</summary>
    /// <value>Default 10 s, fixed in RoadRunner; made shorter by tests.</value>
    public TimeSpan WorkerStopTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets who handles the events inside the host's process; not disposed by the host.</summary>
    /// <value>
    /// Default: null, worker processes do, as configured. Otherwise no process is started: the commands, the pool and the relay of the
    /// configuration mean nothing.
    /// </value>
    public IEventExecutor? Executor { get; init; }

    /// <summary>Gets whether the servers and RPC listen on their addresses.</summary>
    /// <value>
    /// Default: true. Otherwise no socket is opened, and connections are brought with <see cref="RoadRunnerHost.ServeAsync"/> and
    /// <see cref="RoadRunnerHost.ServeRpcAsync"/>; worker processes are then told of no RPC address.
    /// </value>
    public bool Listens { get; init; } = true;

    /// <summary>Gets whether the process is there for this host alone, as that of the command is.</summary>
    /// <value>
    /// Default: false. When true, <c>host.scheduling</c> changes how the operating system schedules all threads of the process, not those of the
    /// workers only; see <see cref="Configuration.SchedulingMode.Batch"/>.
    /// </value>
    public bool OwnsProcess { get; init; }

    /// <summary>Returns the same with other loggers.</summary>
    internal RoadRunnerHostOptions With(ILoggerFactory loggers) => new()
    {
        Loggers = loggers,
        Time = Time,
        StandardError = StandardError,
        WorkerStopTimeout = WorkerStopTimeout,
        Executor = Executor,
        Listens = Listens,
        OwnsProcess = OwnsProcess,
    };
}
