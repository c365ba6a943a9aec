using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using RoadRunner.Host.Configuration;
using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>What the application sees of a connection.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task Clients_are_told_apart_and_the_application_sees_their_addresses()
    {
        await using var host = await TcpTestHost.StartAsync(Apps.Of(static context => TcpReply.Respond($"{context.RemoteAddress} {context.ConnectionUuid}\r\n")));
        var clients = new List<TcpTestClient>();
        for (var number = 0; number < 50; number++)
        {
            clients.Add(await host.ConnectAsync(remote: new IPEndPoint(IPAddress.Parse("10.0.0.7"), 1000 + number)));
        }

        var answers = await Task.WhenAll(clients.Select(static client => client.AskAsync("x"))).Within();

        Assert.Equal(clients.Select(static client => $"{client.RemoteEndPoint} {client.ConnectionUuid}"), answers);
    }

    [Fact]
    public async Task Without_an_address_a_client_is_one_of_a_unix_socket()
    {
        await using var host = await TcpTestHost.StartAsync(Apps.Of(static context => TcpReply.Respond(context.RemoteAddress + "\r\n")));
        var client = await host.ConnectAsync(remote: new UriEndPoint(new Uri("unix:/run/client.sock")));

        Assert.NotEqual("", await client.AskAsync("x"));
    }

    [Fact]
    public async Task Raw_framing_makes_an_event_of_each_piece()
    {
        await using var host = await TcpTestHost.StartAsync(
            Apps.Of(static context => TcpReply.Respond($"[{context.GetText()}]")),
            static options => options.Servers.Add(Apps.Main, framing: FramingMode.Raw));
        var client = await host.ConnectAsync();

        await client.SendAsync("a\r\nb\r\n");
        await client.ExpectAsync("[a\r\nb\r\n]");
        await client.SendAsync(Encoding.UTF8.GetBytes("c"));
        await client.ExpectAsync("[c]");
    }

    [Fact]
    public async Task A_server_of_a_framing_that_needs_raw_is_raw()
    {
        await using var host = await TcpTestHost.StartAsync(Apps.Mapped(static server => server
            .UseFraming(TcpFraming.LengthPrefix(TcpLengthPrefix.Byte))
            .Handle(static context => TcpReply.Respond(context.GetText()))));
        var client = await host.ConnectAsync();

        await client.SendAsync("\u0003abc\u0001d");

        Assert.Equal("abcd", Encoding.UTF8.GetString(await client.ReadAsync(4)));
    }

    [Fact]
    public async Task A_half_close_makes_an_event_of_the_rest_and_an_abort_does_not()
    {
        var seen = new List<string>();
        await using var host = await TcpTestHost.StartAsync(Apps.Of(context =>
        {
            seen.Add(context.GetText());
            return TcpReply.Respond("!");
        }));
        var polite = await host.ConnectAsync();
        await polite.SendAsync("rest");
        await polite.HalfCloseAsync();
        Assert.Equal("!", await polite.ReadToEndAsync());
        var rude = await host.ConnectAsync();
        await rude.SendAsync("lost");
        await host.WhenIdleAsync();
        await rude.AbortAsync();
        await rude.DisposeAsync();

        Assert.Equal(["rest"], seen);
    }
}
