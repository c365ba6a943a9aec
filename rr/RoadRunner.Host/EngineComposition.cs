using RoadRunner.Host.Configuration;
using RoadRunner.Host.Tcp;
using RoadRunner.Host.Workers;
using Spiral.Goridge;

namespace RoadRunner.Host;

/// <summary>Makes what starts and holds the worker processes.</summary>
internal static class EngineComposition
{
    /// <summary>Makes the engine; nothing is started.</summary>
    /// <param name="configuration">What to run.</param>
    /// <param name="options">Clock and logging.</param>
    /// <param name="rpc">Where RPC listens, if it does.</param>
    public static WorkerEngine Create(RrConfiguration configuration, RoadRunnerHostOptions options, RelayAddress? rpc)
    {
        var logger = options.Loggers.CreateLogger(HostLogChannels.Server);
        var pool = new WorkerPool(PoolComposition.Create(configuration, options, rpc), options.Time, logger);
        var init = configuration.Server.OnInit is { } onInit ? new InitCommand(onInit, configuration.WorkingDirectory, options.Time, logger) : null;
        return new WorkerEngine(pool, init, configuration.Host);
    }
}
