using RoadRunner.Integration.Fixture;
using Spiral.Goridge;

namespace RoadRunner.Integration.Http;

/// <summary>What a host with workers says about itself over HTTP.</summary>
public sealed class EndpointTests
{
    private const string Endpoints = "status: { address: \"127.0.0.1:0\" }\nmetrics: { address: \"127.0.0.1:0\" }\n";

    [Fact]
    public async Task Metrics_of_a_pool_know_who_waits_and_who_has_left()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { More = Endpoints });
        var held = host.Journal.HoldMessage("slow");
        using var busy = await host.ConnectAsync();
        using var waiting = await host.ConnectAsync();
        Assert.Equal("hello", await waiting.AskAsync("hello"));
        await busy.SendAsync("slow\r\n");
        await held.WhenHeldAsync();
        await waiting.SendAsync("later\r\n");
        await WhenAsync(host, "rr_tcp_requests_queue{pool=\"tcp\"} 1");
        await WhenAsync(host, "rr_tcp_workers_working{pool=\"tcp\"} 1");
        held.Release();
        Assert.Equal("slow", await busy.ReadLineAsync());
        Assert.Equal("later", await waiting.ReadLineAsync());

        Native.Signal(host.Pids.Single(), Native.SigKill);
        await host.WhenReplacedAsync();

        var lines = await MetricsAsync(host);
        Assert.Contains("rr_tcp_worker_restarts_total{pool=\"tcp\",reason=\"crash\"} 1", lines);
        Assert.Contains("rr_tcp_worker_executions_total{pool=\"tcp\"} 5", lines);
        Assert.Contains("rr_tcp_events_total{event=\"data\",server=\"main\"} 3", lines);
        Assert.Contains("rr_tcp_event_queue_seconds_count{server=\"main\"} 5", lines);
        Assert.DoesNotContain("rr_tcp_event_queue_seconds_sum{server=\"main\"} 0", lines);
        Assert.DoesNotContain("rr_tcp_workers_memory_bytes{pool=\"tcp\"} 0", lines);
    }

    [Fact]
    public async Task A_host_is_ready_again_when_its_worker_has_been_replaced()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { More = Endpoints });
        Assert.Equal("200 ok\n", await GetAsync(host.Host.StatusAddress!, "/readyz"));

        Native.Signal(host.Pids.Single(), Native.SigKill);
        await host.WhenReplacedAsync();

        Assert.Equal("200 ok\n", await GetAsync(host.Host.StatusAddress!, "/readyz"));
        Assert.Equal("""200 [{"plugin_name":"tcp","error_message":"","status_code":200}]""", await GetAsync(host.Host.StatusAddress!, "/ready?plugin=tcp"));
    }

    private static async Task<string[]> MetricsAsync(HostUnderTest host) => (await GetAsync(host.Host.MetricsAddress!, "/metrics")).Split('\n');

    private static async Task WhenAsync(HostUnderTest host, string line)
    {
        await AskAsync().Within(what: line);

        async Task AskAsync()
        {
            while (!(await MetricsAsync(host)).Contains(line, StringComparer.Ordinal))
            {
                await Task.Yield();
            }
        }
    }

    private static async Task<string> GetAsync(RelayAddress address, string path)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri($"http://{address.Host}:{address.Port}{path}"), TestContext.Current.CancellationToken).Within();
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken).Within()}";
    }
}
