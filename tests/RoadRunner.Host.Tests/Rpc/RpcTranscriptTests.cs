using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using RoadRunner.Host.AppLog;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Http;
using RoadRunner.Host.KeyValue;
using RoadRunner.Host.Locks;
using RoadRunner.Host.Metrics;
using RoadRunner.Host.Rpc;
using RoadRunner.Host.Rpc.Services;
using RoadRunner.Host.Tests.Configuration;
using RoadRunner.Host.Workers;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Rpc;

/// <summary>The recorded requests of a genuine server, answered by ours; what may differ stands in <see cref="RpcDeviations"/>.</summary>
public sealed class RpcTranscriptTests
{
    [Theory]
    [InlineData("rpc-core", 1, 21)]
    [InlineData("rpc-informer-resetter", 2, 16)]
    [InlineData("rpc-msgpack", 1, 4)]
    [InlineData("rpc-cli-gob", 1, 5)]
    [InlineData("rpc-kv-not-configured", 1, 1)]
    [InlineData("rpc-crash-header-length", 1, 1)]
    [InlineData("rpc-crash-method-length", 1, 1)]
    public async Task The_server_and_its_workers(string scenario, int workers, int requests)
    {
        var pool = new FakeWorkers(workers);
        await ReplayAsync(
            scenario,
            requests,
            RpcService.Create("""{"version":"3"}"""),
            TcpService.Create(static _ => { }),
            InformerService.Create(pool, TimeProvider.System),
            ResetterService.Create(pool, NullLogger.Instance));
    }

    [Fact]
    public Task Status()
    {
        var health = new HostHealth([new NamedPool("tcp", new FakeWorkers(1))]);
        health.Started();
        return ReplayAsync("rpc-status", requests: 3, StatusService.Create(health, ConfigurationDefaults.UnavailableStatusCode));
    }

    [Theory]
    [InlineData("rpc-lock", 22)]
    [InlineData("rpc-lock-stuck", 5)]
    public async Task Locks(string scenario, int requests)
    {
        using var locks = new LockManager(TimeProvider.System);
        await ReplayAsync(scenario, requests, LockService.Create(locks));
    }

    [Fact]
    public async Task Metrics()
    {
        var metrics = new MetricsRegistry([new CollectorDefinition { Name = "from_config", Type = CollectorDefinition.Counter, Help = "declared in the config", Labels = ["l"] }]);
        await ReplayAsync("rpc-metrics", requests: 28, static _ => Task.CompletedTask, MetricsService.Create(metrics));
        var exposition = new StringWriter();
        metrics.WriteTo(exposition);
        Assert.DoesNotContain("app_gauge", exposition.ToString(), StringComparison.Ordinal);
        Assert.Contains("ns_sub_app_counter{kind=\"a\"} 2.5", exposition.ToString(), StringComparison.Ordinal);
    }

    // The cut attribute of the recording is deliberately corrected: "k2:v" there is "k2:v2" here.
    [Fact]
    public async Task Application_log()
    {
        var stderr = new StringWriter();
        var log = new TestLog();
        await ReplayAsync("rpc-app-logger", requests: 16, AppService.Create(new AppLogger(log.CreateLogger("app"), stderr)));
        Assert.Equal("message Logwith newline\nctx message k1:v1,k2:v2no attrs", stderr.ToString());
        Assert.Equal(9, log.Records.Count);
        Assert.Contains("Warning app: message Warning", log.Records);
    }

    [Theory]
    [InlineData("rpc-kv-memory", "2026-11-20T07:15:19Z", 51)]
    [InlineData("rpc-kv-memory-mexpire-past", "2026-11-20T07:15:36Z", 2)]
    public async Task Key_values_in_memory(string scenario, string start, int requests)
    {
        var time = new ManualTime(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture));
        await using var storages = StorageRegistry.Create(Configuration("driver: memory"), NullLoggerFactory.Instance, time);
        await ReplayAsync(
            scenario,
            requests,
            line =>
            {
                if (line.Note == "wait 5.5 s")
                {
                    time.Advance(TimeSpan.FromSeconds(5.5));
                }

                return Task.CompletedTask;
            },
            KeyValueService.Create(storages));
    }

    [Fact]
    public async Task Key_values_on_redis()
    {
        await using var redis = await RedisServer.StartAsync();
        var time = new ShiftedTime(new DateTimeOffset(2026, 11, 20, 7, 15, 32, TimeSpan.Zero));
        await using var storages = StorageRegistry.Create(
            Configuration($"{{ driver: redis, config: {{ addrs: [\"127.0.0.1:{redis.Port}\"] }} }}"), NullLoggerFactory.Instance, time);
        await ReplayAsync(
            "rpc-kv-redis",
            requests: 42,
            line => line.Note == "wait 5.5 s" ? redis.PassAsync(TimeSpan.FromSeconds(5.5)) : Task.CompletedTask,
            KeyValueService.Create(storages));
    }

    private static RrConfiguration Configuration(string storage)
    {
        var text = new StringBuilder(ConfigurationFile.Minimal).Append("kv:\n  store: ");
        return ConfigurationFile.Load((storage.StartsWith('{') ? text.Append(storage) : text.Append("{ ").Append(storage).Append(" }")).Append('\n').ToString());
    }

    private static Task ReplayAsync(string scenario, int requests, params RpcServiceMethods[] services) =>
        ReplayAsync(scenario, requests, static _ => Task.CompletedTask, services);

    private static async Task ReplayAsync(string scenario, int requests, Func<CaptureLine, Task> onNote, params RpcServiceMethods[] services)
    {
        await using var server = await RpcServerUnderTest.StartAsync(services);
        using var transcript = new RpcTranscript(scenario, server) { OnNote = onNote };

        await transcript.ReplayAsync();

        Assert.Equal(requests, transcript.Requests);
    }
}
