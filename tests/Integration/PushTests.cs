using System.Text;
using RoadRunner.Integration.Fixture;
using Spiral.RoadRunner.Rpc;

namespace RoadRunner.Integration;

/// <summary>Bytes for clients without an event of theirs: worker processes that push to connections of others, over real sockets.</summary>
public sealed class PushTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static RrFile Chat(int workers) => RrFile.Of("Chat") with { Workers = workers, UsesJournal = false, More = RpcFile.AnyPort };

    [Fact]
    public async Task What_one_client_says_the_others_hear_through_any_worker()
    {
        await using var host = await HostUnderTest.StartAsync(Chat(workers: 2));
        using var ann = await host.ConnectAsync();
        var annUuid = await NameAsync(ann);
        using var bob = await host.ConnectAsync();
        await NameAsync(bob);

        await bob.SendAsync($"tell {annUuid} hello\r\n");
        Assert.Equal("told True", await AnswerAsync(bob));
        Assert.Equal("whispered hello", await ann.ReadLineAsync());

        // The push to oneself is behind the answer.
        await ann.SendAsync("say something\r\n");
        Assert.Equal("said 2", await AnswerAsync(ann));
        Assert.Equal("said something", await ann.ReadLineAsync());
        Assert.Equal("said something", await bob.ReadLineAsync());

        await ann.SendAsync("leave\r\n");
        Assert.Equal("left True", await AnswerAsync(ann));
        await bob.SendAsync("say more\r\n");
        Assert.Equal("said 1", await AnswerAsync(bob));
        Assert.Equal("said more", await bob.ReadLineAsync());
        await bob.SendAsync("shout loud\r\n");
        Assert.Equal("shouted 2", await AnswerAsync(bob));
        Assert.Equal("shouted loud", await bob.ReadLineAsync());
        Assert.Equal("shouted loud", await ann.ReadLineAsync());
    }

    [Fact]
    public async Task A_group_outlives_the_workers_that_have_filled_it()
    {
        await using var host = await HostUnderTest.StartAsync(Chat(workers: 1));
        using var ann = await host.ConnectAsync();
        await NameAsync(ann);
        using var bob = await host.ConnectAsync();
        await NameAsync(bob);
        var old = host.Pids;
        await using var link = await host.LinkAsync();
        await new ResetterClient(link).ResetAsync("tcp", cancellationToken: Token);

        await bob.SendAsync("say again\r\n");

        Assert.Equal("said 2", await AnswerAsync(bob));
        Assert.Equal("said again", await bob.ReadLineAsync());
        Assert.Equal("said again", await ann.ReadLineAsync());
        Assert.Empty(old.Intersect(host.Pids));
    }

    [Fact]
    public async Task A_client_that_is_gone_is_not_in_the_room()
    {
        await using var host = await HostUnderTest.StartAsync(Chat(workers: 2));
        await using var link = await host.LinkAsync();
        var tcp = new TcpServiceClient(link);
        using var ann = await host.ConnectAsync();
        var uuid = await NameAsync(ann);
        using (var bob = await host.ConnectAsync())
        {
            await NameAsync(bob);
            bob.HalfClose();
            await bob.ReadToEndAsync();
        }

        // The group forgets it when its Close event has been answered; until then it takes nothing on either.
        Assert.Equal(1, await tcp.SendAsync("room", "x\r\n"u8.ToArray(), Token));
        Assert.Equal("x", await ann.ReadLineAsync());
        Assert.True(await tcp.WriteAsync(uuid, "y\r\n"u8.ToArray(), Token));
        Assert.Equal("y", await ann.ReadLineAsync());
    }

    [Fact]
    public async Task A_hundred_clients_get_a_broadcast_while_one_of_them_does_not_read()
    {
        await using var host = await HostUnderTest.StartAsync(Chat(workers: 2));
        await using var link = await host.LinkAsync();
        var tcp = new TcpServiceClient(link);
        using var slow = await host.ConnectAsync();
        var slowUuid = await NameAsync(slow);
        var clients = new List<TestClient>();
        for (var index = 0; index < 100; index++)
        {
            clients.Add(await host.ConnectAsync());
            await NameAsync(clients[^1]);
        }

        // More than the sockets on both ends take.
        var filler = Encoding.Latin1.GetBytes(new string('f', 500_000) + "\r\n");
        while (await tcp.WriteAsync(slowUuid, filler, Token))
        {
        }

        // Two of them wait, and there is no room for this one behind them, unless the sockets have taken some more meanwhile.
        var news = Encoding.Latin1.GetBytes(new string('n', 60_000) + "\r\n");
        Assert.InRange(await tcp.BroadcastAsync("main", news, Token), 100, 101);
        foreach (var client in clients)
        {
            Assert.Equal(60_000, (await client.ReadLineAsync()).Length);
            client.Dispose();
        }

        await tcp.CloseAsync(slowUuid, Token);
        await slow.WhenEndedAsync();
    }

    [Fact]
    public async Task A_push_and_then_a_close_are_both_seen_by_the_client()
    {
        await using var host = await HostUnderTest.StartAsync(Chat(workers: 2));
        await using var link = await host.LinkAsync();
        var tcp = new TcpServiceClient(link);
        for (var round = 0; round < 50; round++)
        {
            using var client = await host.ConnectAsync();
            var uuid = await NameAsync(client);
            Assert.True(await tcp.WriteAsync(uuid, "bye\r\n"u8.ToArray(), Token));
            await tcp.CloseAsync(uuid, Token);
            Assert.Equal("bye\r\n", await client.ReadToEndAsync());
        }
    }

    private static async Task<string> NameAsync(TestClient client)
    {
        var greeting = (await client.ReadLineAsync()).Split(' ');
        Assert.Equal("you are", string.Join(' ', greeting[1..3]));
        return greeting[3];
    }

    private static async Task<string> AnswerAsync(TestClient client) => (await client.ReadLineAsync()).Split(' ', 2)[1];
}
