namespace RoadRunner.Host.Metrics;

/// <summary>The metrics of the host itself. Names are those of RoadRunner where one of its plugins has them, with <c>tcp</c> for the plugin.</summary>
/// <remarks>Labels have few values: pids, uuids and addresses would make new series for ever.</remarks>
internal static class HostMetrics
{
    private const string Server = "server";
    private const string Event = "event";
    private const string Pool = "pool";
    private const string Reason = "reason";

    public static HostMetric Uptime { get; } = HostMetric.Of(CollectorKind.Gauge, "rr_tcp_uptime_seconds", "Time since the start of the server.");

    public static HostMetric Connections { get; } = HostMetric.Of(CollectorKind.Gauge, "rr_tcp_connections", "Open connections.", Server);

    public static HostMetric Accepted { get; } = HostMetric.Of(CollectorKind.Counter, "rr_tcp_connections_accepted_total", "Connections that were served; the refused ones are not among them.", Server);

    public static HostMetric Refused { get; } = HostMetric.Of(CollectorKind.Counter, "rr_tcp_connections_refused_total", "Connections that were refused.", Server, Reason);

    public static HostMetric Closed { get; } = HostMetric.Of(CollectorKind.Counter, "rr_tcp_connections_closed_total", "Connections that have ended.", Server, Reason);

    public static HostMetric Events { get; } = HostMetric.Of(CollectorKind.Counter, "rr_tcp_events_total", "Events that were handled, failed ones included.", Server, Event);

    public static HostMetric Failures { get; } = HostMetric.Of(CollectorKind.Counter, "rr_tcp_event_failures_total", "Events that were not answered.", Server, Event);

    public static HostMetric Duration { get; } = HostMetric.Of(CollectorKind.Histogram, "rr_tcp_event_duration_seconds", "From the whole event to its answer, the wait for a worker included.", Server, Event);

    public static HostMetric Queue { get; } = HostMetric.Of(CollectorKind.Histogram, "rr_tcp_event_queue_seconds", "How long events waited for a free worker.", Server);

    public static HostMetric Received { get; } = HostMetric.Of(CollectorKind.Counter, "rr_tcp_received_bytes_total", "Bytes of events.", Server);

    public static HostMetric Sent { get; } = HostMetric.Of(CollectorKind.Counter, "rr_tcp_sent_bytes_total", "Bytes sent to clients.", Server);

    public static HostMetric TotalWorkers { get; } = HostMetric.Of(CollectorKind.Gauge, "rr_tcp_total_workers", "Total number of workers used by the plugin", Pool);

    public static HostMetric WorkersMemory { get; } = HostMetric.Of(CollectorKind.Gauge, "rr_tcp_workers_memory_bytes", "Memory usage by workers.", Pool);

    public static HostMetric WorkersReady { get; } = HostMetric.Of(CollectorKind.Gauge, "rr_tcp_workers_ready", "Workers currently in ready state", Pool);

    public static HostMetric WorkersWorking { get; } = HostMetric.Of(CollectorKind.Gauge, "rr_tcp_workers_working", "Workers currently in working state", Pool);

    public static HostMetric WorkersInvalid { get; } = HostMetric.Of(CollectorKind.Gauge, "rr_tcp_workers_invalid", "Workers currently in another state", Pool);

    public static HostMetric Workers { get; } = HostMetric.Of(CollectorKind.Gauge, "rr_tcp_workers", "Workers by state.", Pool, "state");

    public static HostMetric RequestsQueue { get; } = HostMetric.Of(CollectorKind.Gauge, "rr_tcp_requests_queue", "Events that wait for a worker.", Pool);

    public static HostMetric Executions { get; } = HostMetric.Of(CollectorKind.Counter, "rr_tcp_worker_executions_total", "Events that workers were given.", Pool);

    public static HostMetric Restarts { get; } = HostMetric.Of(CollectorKind.Counter, "rr_tcp_worker_restarts_total", "Workers that had to go.", Pool, Reason);

    public static HostMetric ProcessCpu { get; } = HostMetric.Of(CollectorKind.Counter, "process_cpu_seconds_total", "Total user and system CPU time spent in seconds.");

    public static HostMetric ProcessMemory { get; } = HostMetric.Of(CollectorKind.Gauge, "process_resident_memory_bytes", "Resident memory size in bytes.");

    public static HostMetric ProcessStart { get; } = HostMetric.Of(CollectorKind.Gauge, "process_start_time_seconds", "Start time of the process since unix epoch in seconds.");

    private static readonly HashSet<string> Names =
    [
        .. new[]
        {
            Uptime, Connections, Accepted, Refused, Closed, Events, Failures, Duration, Queue, Received, Sent, TotalWorkers, WorkersMemory, WorkersReady,
            WorkersWorking, WorkersInvalid, Workers, RequestsQueue, Executions, Restarts, ProcessCpu, ProcessMemory, ProcessStart,
        }.Select(static metric => metric.Descriptor.FullName),
    ];

    /// <summary>Says whether an application must not have a metric of this exported name.</summary>
    public static bool IsReserved(string fullName) => Names.Contains(fullName);
}
