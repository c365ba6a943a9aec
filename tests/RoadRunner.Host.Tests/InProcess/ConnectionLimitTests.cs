using System.Net;
using Microsoft.AspNetCore.Connections;
using RoadRunner.Host.Configuration;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>More clients than there are places for.</summary>
public sealed class ConnectionLimitTests
{
    private static readonly IPEndPoint Alice = new(IPAddress.Parse("10.0.0.1"), 1001);
    private static readonly IPEndPoint AliceAgain = new(IPAddress.Parse("::ffff:10.0.0.1"), 1002);
    private static readonly IPEndPoint Bob = new(IPAddress.Parse("10.0.0.2"), 1003);

    [Fact]
    public async Task One_client_too_many_is_sent_the_refusal_and_is_no_event()
    {
        await using var host = await StartAsync(new HostConfiguration { Refusal = "421 full\r\n", Limits = new LimitsConfiguration { MaxConnections = 2 } });
        await using var first = host.Connect();
        await using var second = host.Connect("other");
        await using var third = host.Connect("other");

        Assert.Equal("421 full\r\n", await third.ReadToEndAsync());
        await third.Served.Within();
        await second.SendAsync("x\r\n");
        await second.ExpectAsync("x\r\n");

        Assert.Equal(["Connected", "Connected", @"Data x\r\n"], host.Executor.Texts);
        var counts = host.Host.Servers[1].Connections;
        Assert.Equal((1, 1), (counts.Open, counts.Accepted));
        Assert.Equal(new Dictionary<string, long> { ["max_connections"] = 1 }, counts.Refused);
        Assert.Contains(
            "Warning tcp: Connections on server other are refused, 1 since the last such record: host.limits.max_connections (2)", host.Log.Records);
    }

    [Fact]
    public async Task Ten_thousand_clients_are_served_and_the_one_behind_them_is_refused()
    {
        const int places = 10_000;
        await using var host = await StartAsync(new HostConfiguration { Refusal = "421 full\r\n", Limits = new LimitsConfiguration { MaxConnections = places } });
        var clients = Enumerable.Range(0, places).Select(_ => host.Connect()).ToArray();
        await using var refused = host.Connect();
        Assert.Equal("421 full\r\n", await refused.ReadToEndAsync());
        await clients[^1].SendAsync("x\r\n");
        await clients[^1].ExpectAsync("x\r\n");
        await clients[0].DisposeAsync();
        await using var next = host.Connect();
        await next.SendAsync("y\r\n");
        await next.ExpectAsync("y\r\n");

        Assert.Equal((places, places + 1), (host.Host.Servers[0].Connections.Open, host.Host.Servers[0].Connections.Accepted));
        await host.Host.StopAsync().Within();
        Assert.Equal(places + 1, host.Executor.Seen.Count(static seen => seen.Kind == ConnectionEventKind.Close));
    }

    [Fact]
    public async Task A_place_is_free_again_when_its_connection_has_ended()
    {
        await using var host = await StartAsync(new HostConfiguration { Limits = new LimitsConfiguration { MaxConnections = 1, MaxConnectionsPerIp = 1 } });
        for (var round = 0; round < 3; round++)
        {
            await using var client = host.Connect(remote: Alice);
            await client.SendAsync("x\r\n");
            await client.ExpectAsync("x\r\n");
            await client.HalfCloseAsync();
            Assert.Equal("", await client.ReadToEndAsync());
            await client.Served.Within();
        }

        Assert.Equal(3, host.Host.Servers[0].Connections.Ended["client"]);
        Assert.Equal(0, host.Host.Servers[0].Connections.Open);
    }

    [Fact]
    public async Task An_address_has_its_own_number_of_places_in_whatever_form_it_comes()
    {
        await using var host = await StartAsync(new HostConfiguration { Limits = new LimitsConfiguration { MaxConnectionsPerIp = 1 } });
        await using var alice = host.Connect(remote: Alice);
        await using var again = host.Connect("other", AliceAgain);
        await using var bob = host.Connect(remote: Bob);
        await using var unnamed = host.Connect();
        await using var unnamedToo = host.Connect();

        Assert.Equal("", await again.ReadToEndAsync());
        foreach (var client in new[] { alice, bob, unnamed, unnamedToo })
        {
            await client.SendAsync("x\r\n");
            await client.ExpectAsync("x\r\n");
        }

        Assert.Equal(1, host.Host.Servers[1].Connections.Refused["max_connections_per_ip"]);
    }

    [Fact]
    public async Task The_limits_of_a_server_come_on_top_of_those_of_all()
    {
        var own = new HostServerConfiguration { Refusal = "mine\r\n", Limits = new ServerLimitsConfiguration { MaxConnections = 2, MaxConnectionsPerIp = 1 } };
        await using var host = await StartAsync(new HostConfiguration
        {
            Refusal = "all\r\n",
            Limits = new LimitsConfiguration { MaxConnections = 3 },
            Servers = new Dictionary<string, HostServerConfiguration> { [MemoryHost.Main] = own },
        });
        await using var alice = host.Connect(remote: Alice);
        await using var again = host.Connect(remote: AliceAgain);
        Assert.Equal("mine\r\n", await again.ReadToEndAsync());
        await using var bob = host.Connect(remote: Bob);
        await using var third = host.Connect();
        Assert.Equal("mine\r\n", await third.ReadToEndAsync());

        // What a server refuses does not take a place of all.
        await using var elsewhere = host.Connect("other", Alice);
        await elsewhere.SendAsync("x\r\n");
        await elsewhere.ExpectAsync("x\r\n");
        await using var fourth = host.Connect("other");
        Assert.Equal("all\r\n", await fourth.ReadToEndAsync());
    }

    [Fact]
    public async Task Many_refused_clients_are_few_records()
    {
        var time = new ManualTime();
        await using var host = await StartAsync(new HostConfiguration { Limits = new LimitsConfiguration { MaxConnections = 1 } }, time);
        await using var first = host.Connect();
        for (var round = 0; round < 20; round++)
        {
            await using var refused = host.Connect();
            Assert.Equal("", await refused.ReadToEndAsync());
        }

        time.Advance(TimeSpan.FromSeconds(10));
        await using var last = host.Connect();
        Assert.Equal("", await last.ReadToEndAsync());

        Assert.Equal(
            ["refused, 1 since the last such record", "refused, 20 since the last such record"],
            host.Log.Records.Where(static record => record.StartsWith("Warning", StringComparison.Ordinal)).Select(static record => record.Split(" are ")[1].Split(':')[0]));
        Assert.Equal(21, host.Log.Records.Count(static record => record.Contains("was refused", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_stopping_host_refuses_nobody_it_does_not_touch_them()
    {
        await using var host = await StartAsync(new HostConfiguration { Refusal = "no\r\n", Limits = new LimitsConfiguration { MaxConnections = 1 } });
        await host.Host.StopAsync().Within();
        await using var transport = new DefaultConnectionContext("unused");

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Host.ServeAsync(MemoryHost.Main, transport));
        Assert.Empty(host.Host.Servers[0].Connections.Refused);
    }

    private static Task<MemoryHost> StartAsync(HostConfiguration host, TimeProvider? time = null) => MemoryHost.StartAsync(
        new RrConfiguration
        {
            Tcp = new TcpConfiguration([new(MemoryHost.Main, RelayAddress.Tcp("", 1)), new("other", RelayAddress.Tcp("", 2))]),
            Host = host,
        },
        time);
}
