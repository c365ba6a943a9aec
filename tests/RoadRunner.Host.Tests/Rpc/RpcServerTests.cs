using System.Net.Sockets;
using System.Text;
using RoadRunner.Host.Rpc;
using RoadRunner.Host.Rpc.Codecs;
using RoadRunner.Host.Tcp;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Rpc;

public sealed class RpcServerTests
{
    private readonly TaskCompletionSource<string> _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;

    [Fact]
    public async Task Replies_come_when_they_are_there_and_not_in_the_order_of_requests()
    {
        await using var server = await StartAsync();
        using var client = await server.ConnectAsync();
        await client.SendAsync((byte[])[.. Request(1, "Hold"), .. Request(2, "Echo"), .. Request(3, "Echo")]);

        Assert.Equal(2u, Sequence(await client.ReadFrameAsync()));
        Assert.Equal(3u, Sequence(await client.ReadFrameAsync()));
        _held.SetResult("late");
        var last = await client.ReadFrameAsync();
        Assert.Equal(1u, Sequence(last));
        Assert.Equal("\"late\"", RpcTestClient.Parse(last).Text);
    }

    [Fact]
    public async Task A_client_that_half_closes_gets_its_answers_except_of_requests_that_wait()
    {
        await using var server = await StartAsync();
        using var client = await server.ConnectAsync();
        await client.SendAsync((byte[])[.. Request(1, "Wait"), .. Request(2, "Echo")]);
        client.HalfClose();

        Assert.Equal(2u, Sequence(await client.ReadFrameAsync()));
        Assert.Null(await client.ReadFrameAsync());
        await _cancelled.Task.Within();
    }

    [Fact]
    public async Task A_client_that_is_gone_ends_the_requests_that_wait()
    {
        await using var server = await StartAsync();
        using (var client = await server.ConnectAsync())
        {
            await client.SendAsync((byte[])[.. Request(1, "Echo"), .. Request(2, "Wait")]);
            await client.ReadFrameAsync();
        }

        await _cancelled.Task.Within();
    }

    [Fact]
    public async Task Reading_pauses_at_the_limit_of_requests()
    {
        await using var server = await StartAsync(new RpcServerOptions(RelayAddress.Tcp("127.0.0.1", 0)) { MaxRequests = 3 });
        using var client = await server.ConnectAsync();
        await client.SendAsync((byte[])[.. Request(1, "Hold"), .. Request(2, "Hold"), .. Request(3, "Hold"), .. Request(4, "Hold")]);
        using var other = await server.ConnectAsync();

        // The other connection is not held up, and shows that the fourth request has not been started.
        await WhenAsync(() => Volatile.Read(ref _running) == 3);
        Assert.Equal("\"3\"", await other.CallAsync("test.Count", "\"\""));
        _held.SetResult("go");
        var answers = new List<uint>();
        for (var count = 0; count < 4; count++)
        {
            answers.Add(Sequence(await client.ReadFrameAsync()));
        }

        Assert.Equal([1u, 2u, 3u, 4u], answers.Order());
        Assert.Equal(4, Volatile.Read(ref _running));
    }

    [Fact]
    public async Task A_client_that_does_not_read_stops_its_own_requests_and_nobody_else()
    {
        await using var server = await StartAsync(new RpcServerOptions(RelayAddress.Tcp("127.0.0.1", 0)) { MaxPendingBytes = 1024 * 1024 });
        using var slow = await server.ConnectAsync();

        // Each answer is 256 KiB: what the sockets hold, then a megabyte, then no more.
        const int asked = 200;
        for (uint sequence = 1; sequence <= asked; sequence++)
        {
            await slow.SendAsync(Request(sequence, "Big"));
        }

        using var other = await server.ConnectAsync();
        Assert.Equal("\"x\"", await other.CallAsync("test.Echo", "\"x\""));
        Assert.InRange(Volatile.Read(ref _running), 0, asked - 1);

        // Answers come in the order in which they are ready.
        var answered = new HashSet<uint>();
        while (answered.Count < asked)
        {
            Assert.True(answered.Add(Sequence(await slow.ReadFrameAsync())));
        }

        Assert.Equal((uint)asked, answered.Max());
    }

    [Fact]
    public async Task A_payload_of_the_largest_size_is_taken()
    {
        await using var server = await StartAsync();
        using var client = await server.ConnectAsync();
        var request = RpcTestClient.Frame(FrameFlags.Raw, 1, "test.Big", new byte[RelayDefaults.MaxPayloadBytes - "test.Big".Length]);
        await client.SendAsync(request);
        Assert.Equal(256 * 1024, RpcTestClient.Parse(await client.ReadFrameAsync()).Text.Length);
    }

    [Fact]
    public async Task A_server_that_has_stopped_has_closed_its_clients_and_takes_no_new_ones()
    {
        await using var server = await StartAsync();
        using var client = await server.ConnectAsync();
        await client.CallAsync("test.Echo", "\"x\"");

        await server.Server.StopAsync().Within();

        Assert.Null(await client.ReadFrameAsync());
        await Assert.ThrowsAsync<SocketException>(() => WhenRefusedAsync(server)).Within();
    }

    [Fact]
    public async Task A_unix_socket_is_made_anew_and_removed_at_the_end()
    {
        var folder = Directory.CreateTempSubdirectory("rr-");
        try
        {
            var path = Path.Combine(folder.FullName, "rpc.sock");
            var bound = Path.Combine(folder.FullName, "bound.sock");
            using (var stale = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
            {
                // .NET removes the file with the socket; a server that was killed does not.
                stale.Bind(new UnixDomainSocketEndPoint(bound));
                File.Move(bound, path);
            }

            await using (var server = await StartAsync(new RpcServerOptions(RelayAddress.Unix(path))))
            {
                using var client = await server.ConnectAsync();
                Assert.Equal("\"x\"", await client.CallAsync("test.Echo", "\"x\""));
            }

            Assert.False(File.Exists(path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_address_without_a_host_is_loopback()
    {
        await using var server = await StartAsync(new RpcServerOptions(RelayAddress.Tcp("", 0)));
        Assert.Equal("127.0.0.1", server.Server.Address!.Host);
        Assert.NotEqual(0, server.Server.Address!.Port);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_error_that_names_the_key()
    {
        await using var first = await StartAsync();
        var second = await Assert.ThrowsAsync<TcpListenException>(() => StartAsync(new RpcServerOptions(first.Server.Address)));
        Assert.StartsWith($"rpc.listen: cannot listen on {first.Server.Address}: ", second.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_over_the_limit_is_closed_and_the_others_stay()
    {
        await using var server = await StartAsync(new RpcServerOptions(RelayAddress.Tcp("127.0.0.1", 0)) { MaxConnections = 1 });
        using var first = await server.ConnectAsync();
        await first.CallAsync("test.Echo", "\"x\"");
        using var second = await server.ConnectAsync();
        Assert.Null(await second.ReadFrameAsync());
        Assert.Equal("\"x\"", await first.CallAsync("test.Echo", "\"x\""));
    }

    private static byte[] Request(uint sequence, string method) => RpcTestClient.Frame(FrameFlags.Json, sequence, $"test.{method}", "\"x\""u8);

    private static uint Sequence(byte[]? frame) => BitConverter.ToUInt32(frame!, 12);

    // A connection that the system has taken before the listener closed ends without an answer; the next one is refused.
    private static async Task WhenRefusedAsync(RpcServerUnderTest server)
    {
        while (true)
        {
            using var client = await server.ConnectAsync();
        }
    }

    private static async Task WhenAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    private Task<RpcServerUnderTest> StartAsync() => StartAsync(new RpcServerOptions(RelayAddress.Tcp("127.0.0.1", 0)));

    private Task<RpcServerUnderTest> StartAsync(RpcServerOptions options) => RpcServerUnderTest.StartAsync(options, new RpcServiceMethods("test")
        .Add("Echo", RpcArguments.Text, RpcResults.Text, static text => text)
        .Add("Count", RpcArguments.Text, RpcResults.Text, _ => Volatile.Read(ref _running).ToString(provider: null))
        .Add("Big", RpcArguments.Text, RpcResults.Bytes, _ =>
        {
            Interlocked.Increment(ref _running);
            return Encoding.ASCII.GetBytes(new string('x', 256 * 1024));
        })
        .Add("Hold", RpcArguments.Text, RpcResults.Text, async (_, _) =>
        {
            Interlocked.Increment(ref _running);
            return await _held.Task;
        })
        .Add("Wait", RpcArguments.Text, RpcResults.Bool, async (_, ended) =>
        {
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ended);
                return true;
            }
            finally
            {
                _cancelled.TrySetResult();
            }
        }));
}
