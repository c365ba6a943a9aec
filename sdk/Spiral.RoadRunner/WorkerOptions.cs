using Microsoft.Extensions.Logging;
using Spiral.Goridge;

namespace Spiral.RoadRunner;

/// <summary>Settings of a worker process.</summary>
public class WorkerOptions
{
    /// <summary>Gets what the server told this process.</summary>
    /// <value>Default null: the variables of this process.</value>
    public RoadRunnerEnvironment? Environment { get; init; }

    /// <summary>Gets the settings of the relay: the payload limit.</summary>
    public RelayOptions Relay { get; init; } = new();

    /// <summary>
    /// Gets a value indicating whether everything that is written to stdout goes to stderr and everything that reads stdin gets
    /// end of file: console calls, native code and child processes alike.
    /// </summary>
    /// <value>Default <see langword="true"/>. With <see langword="false"/> one stray print on a pipes relay damages the wire.</value>
    public bool InterceptSideEffects { get; init; } = true;

    /// <summary>Gets where the worker reports what it cannot tell its caller.</summary>
    /// <value>Default null: a <see cref="StderrLogger"/>, whose lines the server writes to its own log.</value>
    public ILogger? Logger { get; init; }
}
