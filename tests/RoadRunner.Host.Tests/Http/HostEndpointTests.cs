using RoadRunner.Host.Configuration;
using RoadRunner.Host.Tcp;
using RoadRunner.Host.Tests.InProcess;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Http;

/// <summary>The endpoints in the life of a host.</summary>
public sealed class HostEndpointTests
{
    private static readonly RrConfiguration WithStatus = MemoryHost.OneServer with { Status = new StatusConfiguration(RelayAddress.Tcp("", 0)) };

    [Fact]
    public async Task The_status_is_served_from_the_start_until_the_last_event_has_ended()
    {
        await using var host = await MemoryHost.StartAsync(WithStatus, listens: true);
        var address = host.Host.StatusAddress!;
        var held = new HeldScript(host.Executor, "slow\r\n");
        await using var client = host.Connect();
        await client.SendAsync("slow\r\n");
        await held.WhenHeldAsync();
        Assert.Equal("200 ok\n", await address.GetAsync("/readyz"));

        var stopping = host.Host.StopAsync();
        Assert.Equal("503 the host is stopping\n", await address.GetAsync("/readyz"));
        Assert.Equal("200 ok\n", await address.GetAsync("/livez"));
        held.Release();

        await stopping.Within();
        await Assert.ThrowsAsync<HttpRequestException>(() => address.GetAsync("/livez"));
    }

    [Fact]
    public async Task Metrics_are_served_until_the_last_event_has_ended()
    {
        var configuration = MemoryHost.OneServer with { Metrics = new MetricsConfiguration(RelayAddress.Tcp("127.0.0.1", 0), []) };
        await using var host = await MemoryHost.StartAsync(configuration, listens: true);
        var address = host.Host.MetricsAddress!;
        var held = new HeldScript(host.Executor, "slow\r\n");
        await using var client = host.Connect();
        await client.SendAsync("slow\r\n");
        await held.WhenHeldAsync();

        var stopping = host.Host.StopAsync();
        Assert.Contains("rr_tcp_connections{server=\"main\"} 1\n", await address.GetAsync("/metrics"), StringComparison.Ordinal);
        held.Release();

        await stopping.Within();
        await Assert.ThrowsAsync<HttpRequestException>(() => address.GetAsync("/metrics"));
    }

    [Fact]
    public async Task A_host_that_does_not_listen_serves_nothing()
    {
        await using var host = await MemoryHost.StartAsync(WithStatus);

        Assert.Null(host.Host.StatusAddress);
    }

    [Fact]
    public async Task An_address_that_is_in_use_fails_the_start()
    {
        await using var host = await MemoryHost.StartAsync(WithStatus, listens: true);
        var taken = host.Host.StatusAddress!;

        var failure = await Assert.ThrowsAsync<TcpListenException>(() => MemoryHost.StartAsync(
            MemoryHost.OneServer with { Status = new StatusConfiguration(taken) }, listens: true));

        Assert.StartsWith($"status.address: cannot listen on tcp://127.0.0.1:{taken.Port}: ", failure.Message, StringComparison.Ordinal);
    }
}
