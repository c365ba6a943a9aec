using Spiral.Goridge.Rpc;
using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Cli.Status;

/// <summary>Asks a server for everything that the report is made of. What Go RoadRunner does not have is left out.</summary>
/// <param name="caller">The connection.</param>
/// <param name="warn">Hears of what could not be read.</param>
internal sealed class StatusReader(IRpcCaller caller, Action<string> warn)
{
    private const string Tcp = "tcp";
    private const int Fine = 200;

    // States of a worker that takes events, is on its way to that, or has failed; RoadRunner's names.
    private static readonly string[] Taking = ["ready", "working"];
    private static readonly string[] Coming = ["inactive"];
    private static readonly string[] Failed = ["errored", "invalid"];

    /// <summary>Makes the report.</summary>
    /// <param name="storage">Where services say what they have done; null means all storages.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StatusReport> ReadAsync(string? storage, CancellationToken cancellationToken)
    {
        var server = new ServerClient(caller);
        var version = await server.VersionAsync(cancellationToken);
        var features = await server.FeaturesAsync(cancellationToken);
        var configuration = RunningConfiguration.Read(await server.ConfigAsync(cancellationToken));
        var workers = await ReadWorkersAsync(cancellationToken);
        var services = new List<ServiceStatus>();
        foreach (var name in storage is null ? configuration.Storages : [storage])
        {
            services.AddRange(await ReadServicesAsync(name, workers.GetValueOrDefault(Tcp, []), cancellationToken));
        }

        var obstacle = await FindObstacleAsync(workers.GetValueOrDefault(Tcp, []), configuration, cancellationToken);
        return new StatusReport(
            obstacle is null,
            obstacle,
            features.IsEmbeddedHost ? new ServerIdentity(features.Name, features.Version, version) : new ServerIdentity("RoadRunner", version, version),
            [.. workers.Select(static plugin => Describe(plugin.Key, plugin.Value))],
            [.. features.Framing.OrderBy(static one => one.Key, StringComparer.Ordinal).Select(one => new ServerStatus(one.Key, one.Value, features.Connections.TryGetValue(one.Key, out var open) ? open : null))],
            services);
    }

    private static PoolStatus Describe(string plugin, IReadOnlyList<PoolWorker> workers) => new(
        plugin,
        workers.Count,
        new SortedDictionary<string, int>(workers.CountBy(static worker => worker.StatusText).ToDictionary(), StringComparer.Ordinal),
        [.. workers.Select(static worker => worker.Pid).Order()]);

    private static string StatusOf(IEnumerable<string> states)
    {
        var all = states.ToList();
        return all.Exists(Taking.Contains) ? "running" : all.Exists(Coming.Contains) ? "starting" : all.Exists(Failed.Contains) ? "crashed" : "stopped";
    }

    private async Task<SortedDictionary<string, IReadOnlyList<PoolWorker>>> ReadWorkersAsync(CancellationToken cancellationToken)
    {
        var informer = new InformerClient(caller);
        var workers = new SortedDictionary<string, IReadOnlyList<PoolWorker>>(StringComparer.Ordinal);
        foreach (var plugin in await informer.ListAsync(cancellationToken))
        {
            workers[plugin] = await informer.WorkersAsync(plugin, cancellationToken);
        }

        return workers;
    }

    private async Task<IEnumerable<ServiceStatus>> ReadServicesAsync(string storage, IReadOnlyList<PoolWorker> workers, CancellationToken cancellationToken)
    {
        try
        {
            var snapshot = await TcpPoolStatus.ReadFromAsync(new KeyValueStorage(caller, storage), workers.Select(static worker => worker.Pid), cancellationToken);
            return snapshot.Servers.Select(server => Describe(server, snapshot.Workers.Where(worker => worker.Servers.Any(own => own.Server == server.Server)).ToList(), workers, storage));
        }
        catch (Exception cause) when (cause is KeyValueException or ArgumentException or RpcException)
        {
            warn($"storage {storage}: {cause.Message}");
            return [];
        }
    }

    private static ServiceStatus Describe(TcpServerStatistics server, List<TcpWorkerStatus> said, IReadOnlyList<PoolWorker> workers, string storage) => new(
        server.Server,
        StatusOf(workers.Where(worker => said.Exists(one => one.Pid == worker.Pid)).Select(static worker => worker.StatusText)),
        server.Service,
        [.. said.Select(static worker => worker.Pid)],
        said.Max(static worker => worker.Uptime).TotalSeconds,
        server.Messages,
        server.Errors,
        server.InFlight,
        server.AverageTime.TotalSeconds,
        server.BytesReceived,
        server.BytesSent,
        storage);

    /// <summary>Returns why the server is not ready. One that has no check of that is judged by its workers; in debug mode there need be none.</summary>
    private async Task<string?> FindObstacleAsync(IReadOnlyList<PoolWorker> workers, RunningConfiguration configuration, CancellationToken cancellationToken)
    {
        try
        {
            var ready = await new StatusClient(caller).ReadyAsync(Tcp, cancellationToken);
            return ready.Code == Fine ? null : ready.Message.Length > 0 ? ready.Message : $"status.Ready says {ready.Code}";
        }
        catch (RpcException)
        {
            return configuration.IsDebug || workers.Any(static worker => Taking.Contains(worker.StatusText)) ? null : "no worker takes events";
        }
    }
}
