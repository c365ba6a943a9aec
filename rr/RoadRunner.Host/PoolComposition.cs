using RoadRunner.Host.Configuration;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host;

/// <summary>Makes the settings of the pool from the configuration, the environment of its workers included.</summary>
internal static class PoolComposition
{
    public static WorkerPoolOptions Create(RrConfiguration configuration, RoadRunnerHostOptions options)
    {
        var pool = configuration.Tcp.Pool;
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["RR_RPC"] = configuration.Rpc is { IsExplicit: true } rpc ? rpc.Listen : null,
        };
        foreach (var (name, value) in configuration.Server.Environment)
        {
            environment[name] = value;
        }

        // Set by the host for itself, see RuntimeTuning; a worker makes its own choice.
        environment[RuntimeTuning.InlineCompletionsVariable] = null;
        environment["RR_VERSION"] = RoadRunnerHost.WireVersion;
        environment["RR_MODE"] = "tcp";
        return new WorkerPoolOptions
        {
            Command = pool.Command,
            CommandOrigin = ReferenceEquals(pool.Command, configuration.Server.Command) ? "server.command" : "tcp.pool.command",
            WorkingDirectory = configuration.WorkingDirectory,
            Environment = environment,
            Relay = WorkingDirectory.Resolve(configuration.Server.Relay, configuration.WorkingDirectory),
            NumWorkers = pool.NumWorkers,
            AllocateTimeout = pool.AllocateTimeout,
            StopTimeout = options.WorkerStopTimeout,
        };
    }
}
