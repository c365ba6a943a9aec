using RoadRunner.Host.Configuration;
using RoadRunner.Host.Workers;
using Spiral.Goridge;

namespace RoadRunner.Host;

/// <summary>Makes the settings of the pool from the configuration, the environment of its workers included.</summary>
internal static class PoolComposition
{
    /// <summary>Makes the settings.</summary>
    /// <param name="configuration">What to run.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="path">Where it stands in the configuration.</param>
    /// <param name="options">Clock and the like.</param>
    /// <param name="rpc">Where RPC listens, if it does.</param>
    public static WorkerPoolOptions Create(
        RrConfiguration configuration, PoolConfiguration pool, string path, RoadRunnerHostOptions options, RelayAddress? rpc)
    {
        // Set by the host for itself, see RuntimeTuning; a worker makes its own choice.
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { [RuntimeTuning.InlineCompletionsVariable] = null };
        foreach (var (name, value) in configuration.Variables)
        {
            environment[name] = value;
        }

        environment["RR_RPC"] = options.Listens && configuration.Rpc is { IsExplicit: true } listen ? RpcAddress(listen, rpc) : null;
        foreach (var (name, value) in configuration.Server.Environment)
        {
            environment[name] = value;
        }

        environment["RR_VERSION"] = RoadRunnerHost.WireVersion;
        environment["RR_MODE"] = "tcp";
        return new WorkerPoolOptions
        {
            Command = pool.Command,
            CommandOrigin = OriginOf(pool, path, configuration),
            WorkingDirectory = configuration.WorkingDirectory,
            Environment = environment,
            User = configuration.Server.User,
            NumWorkers = pool.NumWorkers,
            IsDebug = pool.IsDebug,
            DynamicAllocator = pool.DynamicAllocator,
            MaxJobs = pool.MaxJobs,
            Reset = configuration.Host.Reset,
            Scheduling = configuration.Host.Scheduling,
            SchedulesHost = options.OwnsProcess,
            MaxQueueSize = pool.MaxQueueSize,
            Supervisor = pool.Supervisor,
            AllocateTimeout = pool.AllocateTimeout,
            RelayTimeout = configuration.Server.RelayTimeout,
            DestroyTimeout = pool.DestroyTimeout,
            ResetTimeout = pool.ResetTimeout,
            StopTimeout = options.WorkerStopTimeout,
        };
    }

    private static string OriginOf(PoolConfiguration pool, string path, RrConfiguration configuration) =>
        ReferenceEquals(pool.Command, configuration.Server.Command) ? "server.command"
        : ReferenceEquals(pool.Command, configuration.Tcp.Pool.Command) ? "tcp.pool.command"
        : $"{path}.command";

    /// <summary>Workers get the address as it is written, as under RoadRunner, except where only the running server knows it.</summary>
    private static string? RpcAddress(RpcConfiguration configured, RelayAddress? actual) =>
        actual is not null && configured.Address is { Kind: RelayKind.Tcp } tcp && (tcp.Port == 0 || tcp.Host.Length == 0)
            ? actual.ToString()
            : configured.Listen;
}
