using System.Net;
using System.Net.Sockets;
using System.Text;
using RoadRunner.Host.Configuration;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>What a client is sent before the host closes it.</summary>
public sealed class LastWordsTests
{
    [Fact]
    public async Task A_message_that_is_too_large_gets_the_parting_line_after_the_answers_before_it()
    {
        await using var host = await StartAsync(new HostConfiguration { Parting = "552 too large\r\n", Limits = new LimitsConfiguration { MaxMessageBytes = 6 } });
        await using var client = host.Connect();
        await client.SendAsync("a\r\nfar too large\r\nb\r\n");

        Assert.Equal("a\r\n552 too large\r\n", await client.ReadToEndAsync());
        await client.Served.Within();
        Assert.Equal(["Connected", @"Data a\r\n", "Close"], host.Executor.Texts);
        Assert.Equal(1, host.Host.Servers[0].Connections.Ended["max_message_size"]);
    }

    [Fact]
    public async Task A_client_that_goes_on_sending_gets_the_parting_line_over_a_socket()
    {
        var limits = new LimitsConfiguration { MaxMessageBytes = 1000 };
        var configuration = MemoryHost.OneServer with { Host = new HostConfiguration { Parting = "552 too large\r\n", Limits = limits } };
        await using var host = await MemoryHost.StartAsync(configuration, listens: true);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, host.Host.Servers[0].Address.Port).Within();

        // More than the system keeps for both: the client is still sending when it is refused.
        var message = new byte[32 * 1024 * 1024];
        for (var sent = 0; sent < message.Length;)
        {
            sent += await socket.SendAsync(message.AsMemory(sent)).Within();
        }

        var buffer = new byte[100];
        Assert.Equal("552 too large\r\n", Encoding.Latin1.GetString(buffer, 0, await socket.ReceiveAsync(buffer.AsMemory()).Within()));
        Assert.Equal(0, await socket.ReceiveAsync(buffer.AsMemory()).Within());
    }

    [Theory]
    [InlineData("", "", "client")]
    [InlineData("a\r\n", "a\r\n", "client")]
    [InlineData("a\r\nhalf", "a\r\nhalf", "client")]
    [InlineData("a\r\nclose", "a\r\nclose", "answer")]
    [InlineData("close\r\n", "close\r\n", "answer")]
    [InlineData("close\r\nhalf", "close\r\n", "answer")]
    public async Task A_client_that_half_closes_its_socket_gets_its_answers_and_an_end_with_a_reason(string sent, string expected, string reason)
    {
        await using var host = await MemoryHost.StartAsync(MemoryHost.OneServer, listens: true);
        host.Executor.Script = static (_, body, output, _) =>
        {
            ScriptedExecutor.Write(output, body);
            return ValueTask.FromResult(body.StartsWith("close", StringComparison.Ordinal) ? EventAnswer.RespondClose : EventAnswer.Respond);
        };
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, host.Host.Servers[0].Address.Port).Within();
        await socket.SendAsync(Encoding.Latin1.GetBytes(sent).AsMemory()).Within();
        using var reader = new StreamReader(new NetworkStream(socket), Encoding.Latin1);
        socket.Shutdown(SocketShutdown.Send);

        Assert.Equal(expected, await reader.ReadToEndAsync(TestContext.Current.CancellationToken).Within());
        await host.WhenOpenAsync(0);
        Assert.Equal(1, Assert.Single(host.Host.Servers[0].Connections.Ended, ended => ended.Key == reason).Value);
    }

    [Fact]
    public async Task Every_client_gets_the_farewell_when_the_host_stops()
    {
        await using var host = await StartAsync(new HostConfiguration { Farewell = "221 bye\r\n" });
        var held = new HeldScript(host.Executor, "slow\r\n");
        await using var idle = host.Connect();
        await using var half = host.Connect();
        await half.SendAsync("a\r\nhalf a mess");
        await half.ExpectAsync("a\r\n");
        await using var busy = host.Connect();
        await busy.SendAsync("slow\r\nnot read any more\r\n");
        await held.WhenHeldAsync();

        var stopping = host.Host.StopAsync();
        Assert.Equal("221 bye\r\n", await idle.ReadToEndAsync());
        Assert.Equal("221 bye\r\n", await half.ReadToEndAsync());
        held.Release();
        Assert.Equal("slow\r\nnot read any more\r\n221 bye\r\n", await busy.ReadToEndAsync());

        await stopping.Within();
        Assert.Equal(3, host.Host.Servers[0].Connections.Ended["stop"]);
        Assert.All(host.Executor.Seen.GroupBy(static seen => seen.Uuid), static events => Assert.Equal(ConnectionEventKind.Close, events.Last().Kind));
    }

    [Fact]
    public async Task A_client_that_does_not_accept_the_farewell_holds_up_the_stop_until_its_time_is_over()
    {
        var time = new ManualTime();
        await using var host = await StartAsync(new HostConfiguration { Farewell = "a long farewell\r\n" }, time);
        await using var client = host.Connect(pauseBytes: 4);
        var stopping = host.Host.StopAsync();
        Assert.False(stopping.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(20));

        await stopping.Within();
        await client.Served.Within();
        Assert.Equal(["Connected", "Close"], host.Executor.Texts);
    }

    [Fact]
    public async Task A_server_has_its_own_words()
    {
        var own = new HostServerConfiguration { Parting = "mine", Farewell = "bye" };
        await using var host = await StartAsync(new HostConfiguration
        {
            Parting = "all",
            Limits = new LimitsConfiguration { MaxMessageBytes = 3 },
            Servers = new Dictionary<string, HostServerConfiguration> { [MemoryHost.Main] = own },
        });
        await using var large = host.Connect();
        await large.SendAsync("far too large\r\n");
        Assert.Equal("mine", await large.ReadToEndAsync());
        await using var idle = host.Connect();
        var stopping = host.Host.StopAsync();
        Assert.Equal("bye", await idle.ReadToEndAsync());
        await stopping.Within();
    }

    private static Task<MemoryHost> StartAsync(HostConfiguration host, TimeProvider? time = null) =>
        MemoryHost.StartAsync(MemoryHost.OneServer with { Host = host }, time);
}
