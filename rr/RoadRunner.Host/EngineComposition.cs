using RoadRunner.Host.Configuration;
using RoadRunner.Host.Tcp;
using RoadRunner.Host.Workers;
using Spiral.Goridge;

namespace RoadRunner.Host;

/// <summary>Makes what starts and holds the worker processes: the pool of the servers, and those that servers have of their own.</summary>
internal static class EngineComposition
{
    /// <summary>The name of the pool of all servers without one of their own: that of RoadRunner's plugin.</summary>
    private const string CommonPool = "tcp";

    /// <summary>Makes the engine; nothing is started.</summary>
    /// <param name="configuration">What to run.</param>
    /// <param name="options">Clock and logging.</param>
    /// <param name="rpc">Where RPC listens, if it does.</param>
    public static WorkerEngine Create(RrConfiguration configuration, RoadRunnerHostOptions options, RelayAddress? rpc)
    {
        var logger = options.Loggers.CreateLogger(HostLogChannels.Server);
        var relay = WorkingDirectory.Resolve(configuration.Server.Relay, configuration.WorkingDirectory);
        var handshake = configuration.Tcp.Pool.AllocateTimeout;
        var hub = new RelayHub(relay, configuration.Server.RelayTimeout is { } limit && limit < handshake ? limit : handshake, configuration.Server.User, options.Time, logger);
        var all = new List<KeyValuePair<string, WorkerPool>>();
        var own = new Dictionary<string, WorkerPool>(StringComparer.Ordinal);
        WorkerPool? common = null;
        foreach (var server in configuration.Tcp.Servers)
        {
            if (configuration.Host.Servers.GetValueOrDefault(server.Name)?.Pool is { } settings)
            {
                own.Add(server.Name, Create(settings, $"host.servers.{server.Name}.pool"));
                all.Add(KeyValuePair.Create(server.Name, own[server.Name]));
            }
            else if (common is null)
            {
                common = Create(configuration.Tcp.Pool, "tcp.pool");
                all.Insert(0, KeyValuePair.Create(CommonPool, common));
            }
        }

        var init = configuration.Server.OnInit is { } onInit ? new InitCommand(onInit, configuration.Variables, configuration.WorkingDirectory, options.Time, logger) : null;
        return new WorkerEngine(all, server => own.GetValueOrDefault(server) ?? common!, init, configuration.Host);

        WorkerPool Create(PoolConfiguration pool, string path) =>
            new(PoolComposition.Create(configuration, pool, path, options, rpc), hub, options.Time, logger);
    }
}
