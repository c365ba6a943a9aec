using RoadRunner.Host.Configuration;
using RoadRunner.Host.Http;
using RoadRunner.Host.Metrics;
using RoadRunner.Host.Tests.InProcess;
using RoadRunner.Host.Tests.Rpc;
using RoadRunner.Host.Workers;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Http;

/// <summary>The text that Prometheus gets.</summary>
public sealed class MetricsEndpointTests
{
    private static readonly RrConfiguration WithMetrics = MemoryHost.OneServer with
    {
        Metrics = new MetricsConfiguration(RelayAddress.Tcp("127.0.0.1", 0), [new CollectorDefinition { Name = "app_jobs", Type = CollectorDefinition.Counter, Help = "of an application" }]),
    };

    [Fact]
    public async Task Events_of_a_server_are_counted_and_timed()
    {
        var time = new ManualTime();
        await using var host = await MemoryHost.StartAsync(WithMetrics, time, listens: true);
        var held = new HeldScript(host.Executor, "slow\r\n");
        await using var client = host.Connect();
        await client.SendAsync("slow\r\n");
        await held.WhenHeldAsync();
        time.Advance(TimeSpan.FromMilliseconds(30));
        held.Release();
        await client.ExpectAsync("slow\r\n");
        await client.HalfCloseAsync();
        await client.Served.Within();

        var lines = (await host.Host.MetricsAddress!.GetAsync("/metrics")).Split('\n');

        string[] expected =
        [
            "rr_tcp_connections{server=\"main\"} 0",
            "rr_tcp_connections_accepted_total{server=\"main\"} 1",
            "rr_tcp_connections_closed_total{reason=\"client\",server=\"main\"} 1",
            "rr_tcp_events_total{event=\"connected\",server=\"main\"} 1",
            "rr_tcp_events_total{event=\"data\",server=\"main\"} 1",
            "rr_tcp_events_total{event=\"close\",server=\"main\"} 1",
            "rr_tcp_event_failures_total{event=\"data\",server=\"main\"} 0",
            "rr_tcp_received_bytes_total{server=\"main\"} 6",
            "rr_tcp_sent_bytes_total{server=\"main\"} 6",
            "rr_tcp_event_duration_seconds_bucket{event=\"data\",server=\"main\",le=\"0.025\"} 0",
            "rr_tcp_event_duration_seconds_bucket{event=\"data\",server=\"main\",le=\"0.05\"} 1",
            "rr_tcp_event_duration_seconds_bucket{event=\"data\",server=\"main\",le=\"+Inf\"} 1",
            "rr_tcp_event_duration_seconds_sum{event=\"data\",server=\"main\"} 0.03",
            "rr_tcp_event_duration_seconds_count{event=\"data\",server=\"main\"} 1",
            "rr_tcp_event_queue_seconds_count{server=\"main\"} 3",
            "app_jobs 0",
        ];
        Assert.Equal(expected, lines.Intersect(expected).OrderBy(line => Array.IndexOf(expected, line)));
    }

    [Fact]
    public void Workers_are_counted_by_pool_and_state()
    {
        var workers = new FakeWorkers(3) { Waiting = 4, Executions = 17 };
        workers.Restarts.Add(RestartReason.MaxJobs);
        workers.Restarts.Add(RestartReason.MaxJobs);

        var lines = TextOf(workers);

        string[] expected =
        [
            "rr_tcp_total_workers{pool=\"tcp\"} 3",
            "rr_tcp_workers_ready{pool=\"tcp\"} 3",
            "rr_tcp_workers_working{pool=\"tcp\"} 0",
            "rr_tcp_workers_invalid{pool=\"tcp\"} 0",
            "rr_tcp_workers{pool=\"tcp\",state=\"ready\"} 3",
            "rr_tcp_workers{pool=\"tcp\",state=\"errored\"} 0",
            "rr_tcp_workers_memory_bytes{pool=\"tcp\"} 0",
            "rr_tcp_requests_queue{pool=\"tcp\"} 4",
            "rr_tcp_worker_executions_total{pool=\"tcp\"} 17",
            "rr_tcp_worker_restarts_total{pool=\"tcp\",reason=\"crash\"} 0",
            "rr_tcp_worker_restarts_total{pool=\"tcp\",reason=\"max_jobs\"} 2",
        ];
        Assert.Equal(expected, lines.Intersect(expected).OrderBy(line => Array.IndexOf(expected, line)));
    }

    [Fact]
    public void Every_metric_is_written_once_and_reserved()
    {
        var names = TextOf(new FakeWorkers(1)).Where(static line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(static line => line.Split(' ')[2]).ToArray();

        Assert.Equal(names.Distinct(), names);
        Assert.All(names, static name => Assert.True(HostMetrics.IsReserved(name), name));
        Assert.Equal(23, names.Length);
        Assert.All(names, static name => Assert.Contains(
            "is a metric of the server itself",
            Assert.Throws<MetricsException>(() => new MetricsRegistry().Declare(new CollectorDefinition { Name = name, Type = CollectorDefinition.Gauge })).Message,
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_process_is_measured_and_there_is_no_runtime_of_Go()
    {
        await using var host = await MemoryHost.StartAsync(WithMetrics, listens: true);

        var names = (await host.Host.MetricsAddress!.GetAsync("/metrics")).Split('\n').Where(static line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(static line => line.Split(' ')[2]).ToArray();

        Assert.Superset(new HashSet<string>(["process_cpu_seconds_total", "process_resident_memory_bytes", "process_start_time_seconds"]), names.ToHashSet());
        Assert.DoesNotContain(names, static name => name.StartsWith("go_", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/metrics")]
    [InlineData("/any/thing?at=all")]
    public async Task Every_path_is_the_metrics(string path)
    {
        await using var host = await MemoryHost.StartAsync(WithMetrics, listens: true);

        using var response = await host.Host.MetricsAddress!.SendAsync(HttpMethod.Get, path);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
    }

    private static string[] TextOf(FakeWorkers workers)
    {
        var view = new HostView([new NamedPool("tcp", workers)], static () => [], TimeProvider.System);
        view.Health.Started();
        var text = new StringWriter();
        MetricsText.Write(view, text);
        return text.ToString().Split('\n');
    }
}
