using System.Buffers;
using System.Net;
using System.Net.Sockets;
using RoadRunner.Host.Configuration;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>Clients that keep their connection waiting.</summary>
public sealed class TimeoutTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(16);

    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_client_that_never_says_a_word_is_closed()
    {
        await using var host = await StartAsync(new LimitsConfiguration { IdleTimeout = Limit });
        await using var client = host.Connect();

        _time.Advance(Limit);
        Assert.False(client.Served.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("", await client.ReadToEndAsync());
        await client.Served.Within();
        Assert.Equal(["Connected", "Close"], host.Executor.Texts);
        Assert.Equal(1, Ended(host)["idle_timeout"]);
        Assert.Contains(host.Log.Records, static record => record.EndsWith("ended: silent for longer than idle_timeout", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_message_starts_the_idle_time_anew()
    {
        await using var host = await StartAsync(new LimitsConfiguration { IdleTimeout = Limit });
        await using var client = host.Connect();
        for (var message = 0; message < 4; message++)
        {
            await client.SendAsync("x\r\n");
            await client.ExpectAsync("x\r\n");
            _time.Advance(Limit);
        }

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task The_time_of_an_event_is_not_idle_time()
    {
        await using var host = await StartAsync(new LimitsConfiguration { IdleTimeout = Limit, ReadTimeout = Limit, WriteTimeout = Limit });
        var held = new HeldScript(host.Executor, "slow\r\n");
        await using var client = host.Connect();
        await client.SendAsync("slow\r\n");
        await held.WhenHeldAsync();
        _time.Advance(10 * Limit);
        held.Release();

        await client.ExpectAsync("slow\r\n");
        await client.SendAsync("next\r\n");
        await client.ExpectAsync("next\r\n");
    }

    [Fact]
    public async Task A_message_that_does_not_end_in_time_is_dropped_with_its_connection()
    {
        await using var host = await StartAsync(new LimitsConfiguration { ReadTimeout = Limit });
        await using var client = host.Connect();
        await client.SendAsync("a\r\n");
        await client.ExpectAsync("a\r\n");
        _time.Advance(10 * Limit);
        await client.SendAsync("b\r\nhalf a mess");
        await client.ExpectAsync("b\r\n");
        var before = _time.Elapsed;
        await _time.PassUntilAsync(client.Served);

        Assert.True(_time.Elapsed - before >= Limit);
        Assert.Equal(["Connected", @"Data a\r\n", @"Data b\r\n", "Close"], host.Executor.Texts);
        Assert.Equal(1, Ended(host)["read_timeout"]);
    }

    [Fact]
    public async Task Bytes_one_by_one_do_not_make_the_time_of_a_message_longer()
    {
        await using var host = await StartAsync(new LimitsConfiguration { ReadTimeout = Limit });
        await using var client = host.Connect();
        var bytes = 0;
        while (!client.Served.IsCompleted)
        {
            Assert.InRange(++bytes, 1, 1_000_000);
            await client.Output.WriteAsync("x"u8.ToArray(), TestContext.Current.CancellationToken);
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(1, Ended(host)["read_timeout"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_does_not_accept_its_answer_is_given_up_after_thirty_seconds(bool atConnected)
    {
        await using var host = await StartAsync(new LimitsConfiguration());
        host.Executor.Script = (connectionEvent, _, output, _) =>
        {
            ScriptedExecutor.Write(output, connectionEvent.Kind == ConnectionEventKind.Connected && !atConnected ? "" : "long enough");
            return ValueTask.FromResult(EventAnswer.Respond);
        };
        await using var client = host.Connect(pauseBytes: 4);
        await client.SendAsync("go\r\n");
        await _time.PassUntilAsync(client.Served);

        Assert.True(_time.Elapsed >= TimeSpan.FromSeconds(30));
        Assert.Equal(atConnected ? ["Connected", "Close"] : ["Connected", @"Data go\r\n", "Close"], host.Executor.Texts);
        Assert.Equal(1, Ended(host)["write_timeout"]);
    }

    [Fact]
    public async Task For_a_client_that_sends_and_does_not_read_64_KiB_are_held_and_no_more_events_made()
    {
        const int heldMessages = 64;
        await using var host = await StartAsync(new LimitsConfiguration());
        await using var client = host.Connect(pauseBytes: heldMessages * 1024);
        var message = new string('x', 1022) + "\r\n";
        var sending = client.SendAsync(string.Concat(Enumerable.Repeat(message, 4096)));
        await _time.PassUntilAsync(client.Served);
        await sending;

        Assert.Equal(1, Ended(host)["write_timeout"]);
        Assert.Equal(heldMessages, host.Executor.Seen.Count(static seen => seen.Kind == ConnectionEventKind.Data));
    }

    [Fact]
    public async Task A_server_has_limits_of_its_own()
    {
        var own = new HostServerConfiguration
        {
            Limits = new ServerLimitsConfiguration { ReadTimeout = TimeSpan.FromSeconds(2), WriteTimeout = TimeSpan.FromSeconds(3), MaxMessageBytes = 20 },
        };
        var configuration = new RrConfiguration
        {
            Tcp = MemoryHost.OneServer.Tcp with { Servers = [.. MemoryHost.OneServer.Tcp.Servers, new("strict", Spiral.Goridge.RelayAddress.Tcp("", 1))] },
            Host = new HostConfiguration
            {
                Limits = new LimitsConfiguration { WriteTimeout = TimeSpan.Zero },
                Servers = new Dictionary<string, HostServerConfiguration> { ["strict"] = own },
            },
        };
        await using var host = await MemoryHost.StartAsync(configuration, _time);
        await using var patient = host.Connect();
        await patient.SendAsync("a message without its end");
        await using var large = host.Connect("strict");
        await large.SendAsync("more than twenty bytes\r\n");
        await large.Served.Within();
        await using var slowWriter = host.Connect("strict");
        await slowWriter.SendAsync("half");
        await using var slowReader = host.Connect("strict", pauseBytes: 4);
        await slowReader.SendAsync("long enough\r\n");

        await _time.PassUntilAsync(Task.WhenAll(slowWriter.Served, slowReader.Served));

        Assert.Equal(
            new Dictionary<string, long> { ["max_message_size"] = 1, ["read_timeout"] = 1, ["write_timeout"] = 1 }, host.Host.Servers[1].Connections.Ended);
        await patient.SendAsync("\r\n");
        await patient.ExpectAsync("a message without its end\r\n");
    }

    [Fact]
    public async Task A_server_has_timeouts_of_its_own_and_zero_is_for_ever()
    {
        var own = new HostServerConfiguration { Limits = new ServerLimitsConfiguration { IdleTimeout = TimeSpan.Zero } };
        var tcp = MemoryHost.OneServer.Tcp with { Servers = [.. MemoryHost.OneServer.Tcp.Servers, new("patient", Spiral.Goridge.RelayAddress.Tcp("", 1))] };
        var configuration = new RrConfiguration
        {
            Tcp = tcp,
            Host = new HostConfiguration
            {
                Limits = new LimitsConfiguration { IdleTimeout = Limit },
                Servers = new Dictionary<string, HostServerConfiguration> { ["patient"] = own },
            },
        };
        await using var host = await MemoryHost.StartAsync(configuration, _time);
        await using var impatient = host.Connect();
        await using var patient = host.Connect("patient");
        _time.Advance(10 * Limit);

        await impatient.Served.Within();
        await patient.SendAsync("x\r\n");
        await patient.ExpectAsync("x\r\n");
    }

    [Fact]
    public async Task Without_a_timeout_there_is_no_timer_and_with_one_none_is_left()
    {
        await using (await StartAsync(new LimitsConfiguration { WriteTimeout = TimeSpan.Zero }))
        {
            Assert.Equal(0, _time.ActiveTimers);
        }

        await using (await StartAsync(new LimitsConfiguration()))
        {
            Assert.Equal(1, _time.ActiveTimers);
        }

        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public async Task A_socket_whose_client_does_not_read_is_reset()
    {
        var configuration = MemoryHost.OneServer with { Host = new HostConfiguration { Limits = new LimitsConfiguration { WriteTimeout = Limit } } };
        await using var host = await MemoryHost.StartAsync(configuration, _time, listens: true);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Executor.Script = (connectionEvent, _, output, _) =>
        {
            if (connectionEvent.Kind == ConnectionEventKind.Close)
            {
                closed.SetResult();
            }

            // More than the buffers of both ends take.
            output.Write(new byte[16 * 1024 * 1024]);
            return ValueTask.FromResult(EventAnswer.Respond);
        };
        var address = host.Host.Servers.Single().Address;
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(IPAddress.Parse(address.Host), address.Port).Within();
        await _time.PassUntilAsync(closed.Task);

        var buffer = new byte[1024 * 1024];
        var broken = await Assert.ThrowsAsync<SocketException>(async () =>
        {
            while (await socket.ReceiveAsync(buffer.AsMemory()).Within() > 0)
            {
                // The end is an error and no end of the stream.
            }
        });
        Assert.Equal(SocketError.ConnectionReset, broken.SocketErrorCode);
    }

    private static IReadOnlyDictionary<string, long> Ended(MemoryHost host) => host.Host.Servers[0].Connections.Ended;

    private Task<MemoryHost> StartAsync(LimitsConfiguration limits) =>
        MemoryHost.StartAsync(MemoryHost.OneServer with { Host = new HostConfiguration { Limits = limits } }, _time);
}
