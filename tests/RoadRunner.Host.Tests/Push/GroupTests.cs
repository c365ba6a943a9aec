using RoadRunner.Host.Configuration;
using RoadRunner.Host.Tcp;
using RoadRunner.Host.Tests.InProcess;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Push;

/// <summary>Pushes to many: the connections of a server, and those of a group.</summary>
public sealed class GroupTests
{
    private static readonly RrConfiguration TwoServers = new()
    {
        Tcp = new TcpConfiguration([new("main", RelayAddress.Tcp("", 1)), new("other", RelayAddress.Tcp("", 2))]),
    };

    [Fact]
    public async Task A_broadcast_reaches_a_hundred_connections_of_its_server_and_no_other()
    {
        await using var rig = await PushRig.StartAsync(TwoServers);
        var (stranger, _) = await rig.ConnectAsync("other");
        await using var end = stranger;
        var clients = new List<MemoryClient>();
        for (var index = 0; index < 100; index++)
        {
            clients.Add((await rig.ConnectAsync()).Client);
        }

        Assert.Equal(100, await rig.BroadcastAsync("MAIN", "to all\r\n"));
        Assert.Equal(1, await rig.BroadcastAsync("other", "to one\r\n"));

        await Task.WhenAll(clients.Select(static client => client.ExpectAsync("to all\r\n"))).Within();
        await stranger.ExpectAsync("to one\r\n");
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }

        Assert.Equal(0, await rig.BroadcastAsync("main", "nobody\r\n"));
    }

    [Fact]
    public async Task A_broadcast_goes_past_a_client_that_does_not_read()
    {
        await using var rig = await PushRig.StartAsync();
        var (slow, slowUuid) = await rig.ConnectAsync(pauseBytes: 4);
        await using var slowEnd = slow;
        var (quick, _) = await rig.ConnectAsync();
        await using var quickEnd = quick;
        while (await rig.WriteAsync(slowUuid, new string('s', 200_000)) == 1)
        {
        }

        Assert.Equal(1, await rig.BroadcastAsync("main", new string('q', 100_000)));
        await quick.ExpectAsync(new string('q', 100_000));
    }

    [Theory]
    [InlineData("tcp.Broadcast", "server", "nope", "tcp_broadcast: there is no server \"nope\"; the servers are main, other")]
    [InlineData("tcp.Broadcast", "server", "", "tcp_broadcast: there is no server \"\"; the servers are main, other")]
    [InlineData("tcp.Send", "group", "", "tcp_send: the name of a group has 1 to 256 characters, this one has 0")]
    public async Task A_name_that_cannot_be_is_an_error(string method, string field, string name, string expected)
    {
        await using var rig = await PushRig.StartAsync(TwoServers);
        Assert.Equal(expected, await PushRig.AskAsync(rig.Rpc, method, (field, name)));
    }

    [Fact]
    public async Task A_group_is_those_who_joined_and_did_not_leave()
    {
        await using var rig = await PushRig.StartAsync(TwoServers);
        var (a, uuidA) = await rig.ConnectAsync();
        await using var endA = a;
        var (b, uuidB) = await rig.ConnectAsync("other");
        await using var endB = b;

        Assert.Equal(0, await rig.SendAsync("room", "nobody"));
        Assert.Equal(1, await rig.JoinAsync("room", uuidA));
        Assert.Equal(1, await rig.JoinAsync("room", uuidA));
        Assert.Equal(1, await rig.JoinAsync("room", uuidB));
        Assert.Equal(0, await rig.JoinAsync("room", "0e466f13-d475-487c-b41e-b5fa221c9e87"));
        Assert.Equal(1, await rig.JoinAsync("Room", uuidB));
        Assert.Equal(2, await rig.SendAsync("room", "both"));
        Assert.Equal(1, await rig.SendAsync("Room", "b"));
        Assert.Equal(1, await rig.LeaveAsync("room", uuidB));
        Assert.Equal(0, await rig.LeaveAsync("room", uuidB));
        Assert.Equal(0, await rig.LeaveAsync("elsewhere", uuidA));
        Assert.Equal(1, await rig.SendAsync("room", "a"));

        await a.ExpectAsync("botha");
        await b.ExpectAsync("bothb");
    }

    [Fact]
    public async Task A_connection_that_ends_leaves_its_groups()
    {
        await using var rig = await PushRig.StartAsync();
        var (client, uuid) = await rig.ConnectAsync();
        await rig.JoinAsync("room", uuid);
        await client.DisposeAsync();
        Assert.Equal(0, await rig.SendAsync("room", "x"));
        Assert.Equal(0, await rig.JoinAsync("room", uuid));
        Assert.Equal(0, await rig.LeaveAsync("room", uuid));
    }

    [Theory]
    [InlineData("tcp.Join", "tcp_join")]
    [InlineData("tcp.Leave", "tcp_leave")]
    public async Task Names_of_groups_have_a_limit(string method, string operation)
    {
        await using var rig = await PushRig.StartAsync();
        var (client, uuid) = await rig.ConnectAsync();
        await using var end = client;
        Assert.Equal(1, await rig.JoinAsync(new string('g', PushLimits.MaxGroupName), uuid));
        Assert.Equal(
            $"{operation}: the name of a group has 1 to 256 characters, this one has 257",
            await PushRig.AskAsync(rig.Rpc, method, ("group", new string('g', PushLimits.MaxGroupName + 1)), ("uuid", uuid)));
    }

    [Fact]
    public async Task A_connection_is_in_so_many_groups_only()
    {
        await using var rig = await PushRig.StartAsync();
        var (client, uuid) = await rig.ConnectAsync();
        await using var end = client;
        for (var group = 0; group < PushLimits.MaxGroupsOfConnection; group++)
        {
            Assert.Equal(1, await rig.JoinAsync($"g{group}", uuid));
        }

        Assert.Equal($"tcp_join: the connection {uuid} is in 64 groups, which is the limit", await PushRig.AskAsync(rig.Rpc, "tcp.Join", ("group", "more"), ("uuid", uuid)));
        Assert.Equal(1, await rig.JoinAsync("g0", uuid));
        Assert.Equal(1, await rig.LeaveAsync("g0", uuid));
        Assert.Equal(1, await rig.JoinAsync("more", uuid));
    }

    [Fact]
    public async Task Joins_race_with_the_ends_of_their_connections_and_nobody_stays_behind()
    {
        await using var rig = await PushRig.StartAsync();
        await using var other = rig.Host.ConnectRpc();
        for (var round = 0; round < 100; round++)
        {
            var (client, uuid) = await rig.ConnectAsync();
            var joining = PushRig.CallAsync(other, "tcp.Join", ("group", "room"), ("uuid", uuid));
            var ending = client.DisposeAsync();
            Assert.InRange(await joining.Within(), 0, 1);
            await ending.AsTask().Within();
        }

        Assert.Equal(0, await rig.SendAsync("room", "x"));
    }
}
