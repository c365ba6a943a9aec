using System.Text;
using Spiral.RoadRunner.Rpc;
using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>Push is the host's own, so an application under test has it too, and the client's waits know when one is on its way.</summary>
public sealed class PushTests
{
    [Fact]
    public async Task What_one_client_says_the_others_hear()
    {
        await using var host = await TcpTestHost.StartAsync(Apps.Mapped(static server => server.UseLines().Handle<RoomService>()), static options => options.Workers = 2);
        var ann = await host.ConnectAsync();
        Assert.Equal("welcome", await ann.ReadLineAsync());
        var bob = await host.ConnectAsync();
        Assert.Equal("welcome", await bob.ReadLineAsync());

        for (var round = 0; round < 20; round++)
        {
            Assert.Equal("heard by 2", await bob.AskAsync($"round {round}"));
            Assert.Equal($"round {round}", await bob.ReadLineAsync());
            Assert.Equal($"round {round}", await ann.ReadLineAsync());
        }

        await ann.HalfCloseAsync();
        await ann.ExpectClosedAsync();
        Assert.Equal("heard by 1", await bob.AskAsync("alone"));
        Assert.Equal("alone", await bob.ReadLineAsync());
    }

    // The client waits before there is anything; the push that comes is no surprise to it.
    [Fact]
    public async Task A_client_that_waits_already_gets_the_push()
    {
        await using var host = await TcpTestHost.StartAsync(Apps.Mapped(static server => server.UseLines().Handle<RoomService>()));
        var ann = await host.ConnectAsync();
        await ann.ReadLineAsync();
        var bob = await host.ConnectAsync();
        await bob.ReadLineAsync();
        for (var round = 0; round < 20; round++)
        {
            await bob.SendLineAsync($"round {round}");
            Assert.Equal($"round {round}", await ann.ReadLineAsync());
        }
    }

    private sealed class RoomService(TcpServiceClient connections) : TcpService
    {
        public override async ValueTask<TcpReply> OnConnected(TcpContext context)
        {
            await connections.JoinAsync("room", context.ConnectionUuid);
            return TcpReply.Respond("welcome\r\n");
        }

        public override async ValueTask<TcpReply> OnData(TcpContext context) =>
            TcpReply.Respond($"heard by {await connections.SendAsync("room", Encoding.UTF8.GetBytes($"{context.GetText()}\r\n"))}\r\n");
    }
}
