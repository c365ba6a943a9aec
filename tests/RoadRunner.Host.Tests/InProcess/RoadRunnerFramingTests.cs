using System.Net;
using System.Net.Sockets;
using RoadRunner.Host.Configuration;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>The rules of Go RoadRunner beyond the scripts of <see cref="ClientScriptTests"/>: answers, failures, limits, stops and sockets.</summary>
public sealed class RoadRunnerFramingTests
{
    private const string Yes = "roadrunner";
    private const string No = "exact";

    [Theory]
    [InlineData("close", "Connected|Data close|Close", "")]
    [InlineData("respondclose", "Connected|Data respondclose|Close", "x")]
    [InlineData("throw", "Connected|Data throw", "")]
    public async Task An_event_that_fails_gives_no_Close(string message, string events, string sent)
    {
        await using var host = await StartAsync(Yes);
        host.Executor.Script = static (_, body, output, _) =>
        {
            ScriptedExecutor.Write(output, "x");
            return ValueTask.FromResult(body switch
            {
                "respondclose\r\n" => EventAnswer.RespondClose,
                "close\r\n" => EventAnswer.Close,
                "throw\r\n" => throw new InvalidOperationException("on purpose"),
                _ => EventAnswer.Read,
            });
        };
        await using var client = host.Connect();
        await client.SendAsync($"{message}\r\n");

        Assert.Equal(sent, await client.ReadToEndAsync());
        await client.Served.Within();
        Assert.Equal(events.Split('|'), host.Executor.Texts.Select(static text => text.Replace(@"\r\n", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(EventAnswer.Close, "Connected|Close|Data tail|Close", "")]
    [InlineData(EventAnswer.RespondClose, "Connected|Close|Data tail|Close", "x")]
    [InlineData(EventAnswer.Read, "Connected|Close|Data tail|Close", "")]
    [InlineData((EventAnswer)17, "Connected|Close|Data tail", "")]
    public async Task What_follows_a_tail_depends_on_its_answer(EventAnswer answer, string events, string sent)
    {
        await using var host = await StartAsync(Yes);
        host.Executor.Script = (connectionEvent, _, output, _) =>
        {
            ScriptedExecutor.Write(output, "x");
            return ValueTask.FromResult(connectionEvent.Kind == ConnectionEventKind.Data ? answer : EventAnswer.Read);
        };
        await using var client = host.Connect(stepwise: true);
        await client.SendAsync("tail");
        await client.HalfCloseAsync();

        Assert.Equal(sent, await client.ReadToEndAsync());
        await client.Served.Within();
        Assert.Equal(events.Split('|'), host.Executor.Texts);
    }

    [Fact]
    public async Task An_executor_that_throws_at_Connected_is_not_told_about_the_close()
    {
        await using var host = await StartAsync(Yes);
        host.Executor.Script = static (_, _, _, _) => throw new IOException("on purpose");
        await using var client = host.Connect();
        Assert.Equal("", await client.ReadToEndAsync());
        await host.Host.StopAsync().Within();
        Assert.Equal(["Connected"], host.Executor.Texts);
    }

    [Fact]
    public async Task A_stop_ends_the_event_in_flight_and_gives_no_Close()
    {
        await using var host = await StartAsync(Yes);
        var held = new HeldScript(host.Executor, "slow\r\n");
        await using var idle = host.Connect();
        await using var busy = host.Connect();
        await busy.SendAsync("slow\r\n");
        await held.WhenHeldAsync();
        var stopping = host.Host.StopAsync();
        Assert.Equal("", await idle.ReadToEndAsync());
        held.Release();

        Assert.Equal("slow\r\n", await busy.ReadToEndAsync());
        await stopping.Within();
        Assert.Equal(["Connected", "Connected", @"Data slow\r\n"], host.Executor.Texts);
        Assert.Contains("Information tcp: events ended; forced: 0", host.Log.Records);
    }

    [Fact]
    public async Task What_comes_during_an_event_is_one_read_up_to_its_size()
    {
        await using var host = await StartAsync(Yes, readBytes: 16);
        var held = new HeldScript(host.Executor, "one\r\n");
        await using var client = host.Connect();
        await client.SendAsync("one\r\n");
        await held.WhenHeldAsync();

        // Sixteen bytes with a delimiter at their end, then seventeen, of which one is left over.
        await client.SendAsync("two\r\nthree\r\n12\r\n");
        await client.SendAsync("0123456789abcde\r\n");
        held.Release();

        Assert.Equal("one\r\ntwo\r\nthree\r\n12\r\n", await client.ReadToEndAsync());
        Assert.Equal(["Connected", @"Data one\r\n", @"Data two\r\nthree\r\n12\r\n", "Close"], host.Executor.Texts);
        Assert.Contains(host.Log.Records, static record => record.EndsWith("too small payload was received from the connection. less than delimiter (framing roadrunner)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_delimiter_of_one_byte_avoids_the_short_reads()
    {
        await using var host = await StartAsync(Yes, delimiter: ";");
        await using var client = host.Connect(stepwise: true);
        foreach (var letter in "ab;\0\u00ff;")
        {
            await client.SendAsync($"{letter}");
        }

        await client.ExpectAsync("ab;\0\u00ff;");
        Assert.Equal(["Connected", "Data ab;", "Data \0\u00ff;"], host.Executor.Texts);
    }

    [Fact]
    public async Task Limits_hold_here_as_well()
    {
        var time = new ManualTime();
        var limits = new LimitsConfiguration { MaxMessageBytes = 8, ReadTimeout = TimeSpan.FromSeconds(16) };
        await using var host = await StartAsync(Yes, limits: limits, time: time);
        await using var large = host.Connect(stepwise: true);
        await large.SendAsync("01234");
        await large.SendAsync("5678\r\n");
        Assert.Equal("552\r\n", await large.ReadToEndAsync());
        await large.Served.Within();
        await using var slow = host.Connect(stepwise: true);
        await slow.SendAsync("half");
        await time.PassUntilAsync(slow.Served);

        Assert.Equal(["Connected", "Close", "Connected", "Close"], host.Executor.Texts);
        Assert.Equal(new Dictionary<string, long> { ["max_message_size"] = 1, ["read_timeout"] = 1 }, host.Host.Servers[0].Connections.Ended);
    }

    [Fact]
    public async Task Tcp_Close_gives_a_Close_event()
    {
        await using var host = await StartAsync(Yes);
        await using var rpc = host.ConnectRpc();
        await using var client = host.Connect();
        await client.SendAsync("x\r\n");
        await client.ExpectAsync("x\r\n");
        await rpc.CallAsync("tcp.Close", $"\"{host.Executor.Seen[0].Uuid}\"");

        Assert.Equal("", await client.ReadToEndAsync());
        await client.Served.Within();
        Assert.Equal(["Connected", @"Data x\r\n", "Close"], host.Executor.Texts);
    }

    [Theory]
    [InlineData(Yes)]
    [InlineData(No)]
    public async Task A_socket_that_is_reset_loses_what_it_has_not_ended(string framing)
    {
        await using var host = await StartAsync(framing, listens: true);
        var socket = await ConnectAsync(host);
        await socket.SendAsync("a\r\n"u8.ToArray()).Within();
        Assert.Equal(3, await socket.ReceiveAsync(new byte[8].AsMemory()).Within());
        await socket.SendAsync("unfinished"u8.ToArray()).Within();
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();

        await host.WhenOpenAsync(0);
        Assert.Equal(["Connected", @"Data a\r\n", "Close"], host.Executor.Texts);
    }

    [Theory]
    [InlineData(Yes)]
    [InlineData(No)]
    public async Task Long_and_binary_messages_come_back_over_a_socket(string framing)
    {
        // A longer delimiter could be cut by the network, and then Go closes.
        await using var host = await StartAsync(framing, delimiter: ";", listens: true);
        using var socket = await ConnectAsync(host);
        var message = new byte[3 * 1024 * 1024];
        for (var at = 0; at < message.Length; at++)
        {
            message[at] = (byte)(at % 251);
        }

        message.AsSpan().Replace((byte)';', (byte)0);
        message[^1] = (byte)';';
        var sending = socket.SendAsync(message).Within();
        var answer = new byte[message.Length];
        for (var have = 0; have < answer.Length;)
        {
            var count = await socket.ReceiveAsync(answer.AsMemory(have)).Within();
            Assert.True(count > 0, $"The connection has ended after {have} bytes.");
            have += count;
        }

        await sending;
        Assert.Equal(message, answer);
        socket.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await socket.ReceiveAsync(answer).Within());
        await host.WhenOpenAsync(0);
        Assert.Equal([ConnectionEventKind.Connected, ConnectionEventKind.Data, ConnectionEventKind.Close], host.Executor.Seen.Select(static seen => seen.Kind));
    }

    [Fact]
    public async Task A_stop_ends_idle_sockets_and_a_client_that_half_closes_gets_its_answer()
    {
        await using var host = await StartAsync(Yes, listens: true);
        using var half = await ConnectAsync(host);
        await half.SendAsync("tail"u8.ToArray()).Within();
        half.Shutdown(SocketShutdown.Send);
        var answer = new byte[16];
        Assert.Equal(4, await half.ReceiveAsync(answer).Within());
        Assert.Equal(0, await half.ReceiveAsync(answer).Within());
        await host.WhenOpenAsync(0);
        using var idle = await ConnectAsync(host);
        await host.WhenOpenAsync(1);
        await host.Host.StopAsync().Within();

        Assert.Equal(0, await idle.ReceiveAsync(answer).Within());
        Assert.Equal(["Connected", "Close", "Data tail", "Close", "Connected"], host.Executor.Texts);
    }

    private static async Task<Socket> ConnectAsync(MemoryHost host)
    {
        var address = host.Host.Servers.Single().Address;
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Parse(address.Host), address.Port).Within();
        return socket;
    }

    private static Task<MemoryHost> StartAsync(
        string framing, int readBytes = 1024 * 1024, string delimiter = "\r\n", LimitsConfiguration? limits = null, TimeProvider? time = null, bool listens = false)
    {
        var mode = Enum.Parse<FramingMode>(framing, ignoreCase: true);
        var server = new TcpServerConfiguration(MemoryHost.Main, MemoryHost.OneServer.Tcp.Servers[0].Address, delimiter);
        var configuration = new RrConfiguration
        {
            Tcp = new TcpConfiguration([server]) { ReadBufferBytes = readBytes },
            Host = new HostConfiguration { Framing = mode, Parting = "552\r\n", Limits = limits ?? new LimitsConfiguration() },
        };
        return MemoryHost.StartAsync(configuration, time, listens);
    }
}
