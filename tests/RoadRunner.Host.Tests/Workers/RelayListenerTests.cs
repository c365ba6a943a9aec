using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Listening;
using RoadRunner.Host.Workers;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Workers;

/// <summary>The socket that workers connect to, without workers.</summary>
public sealed class RelayListenerTests : IDisposable
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromMinutes(10);

    private readonly ManualTime _time = new();
    private readonly TestLog _log = new();
    private readonly ILoggerFactory _loggers;

    public RelayListenerTests() => _loggers = LoggerFactory.Create(builder => builder.AddProvider(_log));

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public async Task A_stranger_that_says_a_byte_at_a_time_is_closed_when_its_time_is_over()
    {
        await using var listener = Listen();
        using var stranger = await ConnectAsync(listener);
        var buffer = new byte[100];
        Assert.NotEqual(0, await stranger.ReceiveAsync(buffer, TestContext.Current.CancellationToken).Within());
        foreach (var part in FrameStart())
        {
            await stranger.SendAsync(new[] { part }, TestContext.Current.CancellationToken).Within();
            _time.Advance(HandshakeTimeout / 4);
        }

        Assert.Equal(0, await ReadEndAsync(stranger, buffer).Within());
    }

    [Fact]
    public async Task A_process_without_descriptors_tries_again_a_little_later()
    {
        var errors = new Queue<SocketError>([SocketError.TooManyOpenSockets, SocketError.TooManyOpenSockets, SocketError.NoBufferSpaceAvailable]);
        await using var listener = Listen(socket =>
            errors.TryDequeue(out var error) ? ValueTask.FromException<Socket>(new SocketException((int)error)) : new ValueTask<Socket>(socket.AcceptAsync()));
        using var worker = await ConnectAsync(listener);
        for (var tries = 1; tries <= 3; tries++)
        {
            Assert.Equal(tries, _log.Records.Count(static record =>
                record.StartsWith("Warning server: Accepting a connection on the worker relay failed, the next try is in 100 ms: ", StringComparison.Ordinal)));
            _time.Advance(AcceptLoop.Pause);
        }

        Assert.NotEqual(0, await worker.ReceiveAsync(new byte[100], TestContext.Current.CancellationToken).Within());
    }

    [Fact]
    public async Task The_end_of_the_listener_ends_a_pause()
    {
        var listener = Listen(static _ => ValueTask.FromException<Socket>(new SocketException((int)SocketError.TooManyOpenSockets)));

        await listener.DisposeAsync().Within();

        Assert.Equal(0, _time.ActiveTimers);
    }

    /// <summary>Returns the first bytes of a frame that announces more.</summary>
    private static byte[] FrameStart()
    {
        using var bytes = new MemoryStream();
        using var relay = new StreamRelay(Stream.Null, bytes);
        relay.Send(FrameFlags.Control, [], new byte[100]);
        return bytes.ToArray()[..4];
    }

    /// <summary>Returns 0 when the other end has closed, whichever way.</summary>
    private static async Task<int> ReadEndAsync(Socket socket, byte[] buffer)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private static async Task<Socket> ConnectAsync(RelayListener listener)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPEndPoint.Parse($"{listener.Address.Host}:{listener.Address.Port}"), TestContext.Current.CancellationToken).Within();
        return socket;
    }

    private RelayListener Listen(Func<Socket, ValueTask<Socket>>? accept = null) =>
        new(RelayAddress.Tcp("127.0.0.1", 0), HandshakeTimeout, user: null, _time, _loggers.CreateLogger(HostLogChannels.Server), accept);
}
