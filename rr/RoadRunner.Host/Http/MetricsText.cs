using System.Diagnostics;
using System.Text.Json;
using RoadRunner.Host.Metrics;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Http;

/// <summary>Writes the metrics of a host as Prometheus reads them.</summary>
internal static class MetricsText
{
    private static readonly string[] EventNames = [.. Enum.GetNames<ConnectionEventKind>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    private static readonly (RestartReason Reason, string Name)[] RestartNames =
        [.. Enum.GetValues<RestartReason>().Select(static reason => (reason, JsonNamingPolicy.SnakeCaseLower.ConvertName($"{reason}")))];

    /// <summary>Writes everything that is known at this moment.</summary>
    public static void Write(HostView view, TextWriter output)
    {
        var writer = new ExpositionWriter(output);
        WriteProcess(writer, view);
        WriteConnections(writer, view.Servers);
        WriteEvents(writer, view.Servers);
        WritePools(writer, view);
    }

    private static void WriteProcess(ExpositionWriter writer, HostView view)
    {
        using var process = Process.GetCurrentProcess();
        One(writer, HostMetrics.Uptime, view.Uptime.TotalSeconds);
        One(writer, HostMetrics.ProcessCpu, process.TotalProcessorTime.TotalSeconds);
        One(writer, HostMetrics.ProcessMemory, process.WorkingSet64);
        One(writer, HostMetrics.ProcessStart, new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0);
    }

    private static void WriteConnections(ExpositionWriter writer, IReadOnlyList<TcpServerInfo> servers)
    {
        Each(writer, HostMetrics.Connections, servers, static server => [([server.Name], server.Connections.Open)]);
        Each(writer, HostMetrics.Accepted, servers, static server => [([server.Name], server.Connections.Accepted)]);
        Each(writer, HostMetrics.Refused, servers, static server => Reasons(server, server.Connections.Refused));
        Each(writer, HostMetrics.Closed, servers, static server => Reasons(server, server.Connections.Ended));
    }

    private static void WriteEvents(ExpositionWriter writer, IReadOnlyList<TcpServerInfo> servers)
    {
        var counted = servers.Where(static server => server.Events is not null).Select(static server => (server.Name, Events: server.Events!)).ToArray();
        Each(writer, HostMetrics.Events, counted, static one => one.Events.Durations.Zip(EventNames, (counts, name) => (Labels(one.Name, name), (double)counts.Count)));
        Each(writer, HostMetrics.Failures, counted, static one => one.Events.Failures.Zip(EventNames, (count, name) => (Labels(one.Name, name), (double)count)));
        Each(writer, HostMetrics.Received, counted, static one => [([one.Name], one.Events.ReceivedBytes)]);
        Each(writer, HostMetrics.Sent, counted, static one => [([one.Name], one.Events.SentBytes)]);
        writer.Head(HostMetrics.Duration.Descriptor, CollectorKind.Histogram);
        foreach (var (name, events) in counted)
        {
            foreach (var (counts, kind) in events.Durations.Zip(EventNames))
            {
                Histogram(writer, HostMetrics.Duration, [name, kind], counts);
            }
        }

        writer.Head(HostMetrics.Queue.Descriptor, CollectorKind.Histogram);
        foreach (var (name, events) in counted)
        {
            Histogram(writer, HostMetrics.Queue, [name], events.Queue);
        }
    }

    private static void WritePools(ExpositionWriter writer, HostView view)
    {
        var pools = view.Pools.Select(static one => (one.Pool.Name, one.Pool.Workers, Reports: one.Reports.Read())).ToArray();
        Each(writer, HostMetrics.TotalWorkers, pools, static pool => [([pool.Name], pool.Reports.Count)]);
        Each(writer, HostMetrics.WorkersReady, pools, static pool => [([pool.Name], Count(pool.Reports, static state => state == WorkerState.Ready))]);
        Each(writer, HostMetrics.WorkersWorking, pools, static pool => [([pool.Name], Count(pool.Reports, static state => state == WorkerState.Working))]);
        Each(writer, HostMetrics.WorkersInvalid, pools, static pool => [([pool.Name], Count(pool.Reports, static state => state is not (WorkerState.Ready or WorkerState.Working)))]);
        Each(writer, HostMetrics.Workers, pools, static pool => Enum.GetValues<WorkerState>().Select(
            state => (Labels(pool.Name, WorkerStateNames.NameOf(state)), (double)Count(pool.Reports, one => one == state))));
        Each(writer, HostMetrics.WorkersMemory, pools, static pool => [([pool.Name], pool.Reports.Sum(static one => one.Usage.MemoryBytes))]);
        Each(writer, HostMetrics.RequestsQueue, pools, static pool => [([pool.Name], pool.Workers.Waiting)]);
        Each(writer, HostMetrics.Executions, pools, static pool => [([pool.Name], pool.Workers.Executions)]);
        Each(writer, HostMetrics.Restarts, pools, static pool => RestartNames.Select(
            one => (Labels(pool.Name, one.Name), (double)pool.Workers.RestartsOf(one.Reason))));
    }

    private static void One(ExpositionWriter writer, HostMetric metric, double value)
    {
        writer.Head(metric.Descriptor, metric.Kind);
        writer.Sample(metric.Descriptor, suffix: "", [], value);
    }

    private static void Each<T>(ExpositionWriter writer, HostMetric metric, IEnumerable<T> sources, Func<T, IEnumerable<(string[] Labels, double Value)>> read)
    {
        writer.Head(metric.Descriptor, metric.Kind);
        foreach (var (labels, value) in sources.SelectMany(read))
        {
            writer.Sample(metric.Descriptor, suffix: "", labels, value);
        }
    }

    private static void Histogram(ExpositionWriter writer, HostMetric metric, string[] labels, LatencyCounts counts)
    {
        var below = 0L;
        for (var bucket = 0; bucket < counts.Buckets.Count; bucket++)
        {
            below += counts.Buckets[bucket];
            writer.Bucket(metric.Descriptor, labels, bucket < LatencyBounds.Seconds.Count ? LatencyBounds.Seconds[bucket] : double.PositiveInfinity, below);
        }

        writer.Sample(metric.Descriptor, "_sum", labels, counts.Seconds);
        writer.Sample(metric.Descriptor, "_count", labels, below);
    }

    private static IEnumerable<(string[] Labels, double Value)> Reasons(TcpServerInfo server, IReadOnlyDictionary<string, long> counts) =>
        counts.OrderBy(static one => one.Key, StringComparer.Ordinal).Select(one => (Labels(server.Name, one.Key), (double)one.Value));

    private static int Count(IEnumerable<(WorkerInfo Worker, ProcessUsage Usage)> reports, Func<WorkerState, bool> match) =>
        reports.Count(one => match(one.Worker.State));

    private static string[] Labels(params string[] values) => values;
}
