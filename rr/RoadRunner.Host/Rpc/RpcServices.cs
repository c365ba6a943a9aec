using RoadRunner.Host.Configuration;
using RoadRunner.Host.Http;
using RoadRunner.Host.Rpc.Services;
using RoadRunner.Host.Tcp;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Rpc;

/// <summary>Puts together what a host offers over RPC: a service is there when its section is, and some always are.</summary>
internal static class RpcServices
{
    public static RpcMethodTable Create(
        RrConfiguration configuration, IManagedWorkers workers, ConnectionRegistry connections, SharedState state, HostView view, RoadRunnerHostOptions options)
    {
        List<RpcServiceMethods> services =
        [
            RpcService.Create(configuration.Document),
            HostService.Create(HostService.Describe(configuration), () => view.Servers),
            PushService.AddTo(TcpService.Create(connections.Close), new ConnectionPush(connections, [.. configuration.Tcp.Servers.Select(static server => server.Name)])),
            InformerService.Create(workers, options.Time),
            ResetterService.Create(workers, options.Loggers.CreateLogger(HostLogChannels.Tcp)),
            AppService.Create(state.App),
            LockService.Create(state.Locks),
        ];
        if (state.Storages is { } storages)
        {
            services.Add(KeyValueService.Create(storages));
        }

        if (state.Metrics is { } metrics)
        {
            services.Add(MetricsService.Create(metrics));
        }

        if (configuration.Status is { } status)
        {
            services.Add(StatusService.Create(view.Health, status.UnavailableStatusCode));
        }

        return new RpcMethodTable(services);
    }
}
