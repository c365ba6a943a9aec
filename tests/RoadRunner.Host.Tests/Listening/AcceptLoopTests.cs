using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RoadRunner.Host.Listening;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Listening;

/// <summary>Errors of the system while connections are accepted.</summary>
public sealed class AcceptLoopTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly TestLog _log = new();
    private readonly ILoggerFactory _loggers;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Queue<Exception> _errors = new();

    public AcceptLoopTests()
    {
        _loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Debug).AddProvider(_log));
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _loggers.Dispose();
    }

    [Fact]
    public async Task A_process_without_descriptors_tries_again_a_little_later()
    {
        _errors.Enqueue(new SocketException((int)SocketError.TooManyOpenSockets));
        _errors.Enqueue(new SocketException((int)SocketError.NoBufferSpaceAvailable));
        _errors.Enqueue(new InvalidOperationException("on purpose"));
        await using var loop = Make();
        using var client = await ConnectAsync();

        var accepting = loop.AcceptAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(accepting.IsCompleted);
        for (var error = 0; error < 3; error++)
        {
            _time.Advance(AcceptLoop.Pause);
        }

        await using var connection = await accepting.Within();
        Assert.Equal(client.LocalEndPoint, connection!.RemoteEndPoint);
        Assert.Equal(3, _log.Records.Count(static record => record.StartsWith("Warning tcp: Accepting a connection on tcp://127.0.0.1:1 failed, the next try is in 100 ms: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_client_that_has_gone_meanwhile_is_passed_over_without_a_pause()
    {
        _errors.Enqueue(new SocketException((int)SocketError.ConnectionReset));
        _errors.Enqueue(new SocketException((int)SocketError.ConnectionAborted));
        await using var loop = Make();
        using var client = await ConnectAsync();

        await using var connection = await loop.AcceptAsync(TestContext.Current.CancellationToken).Within();
        Assert.NotNull(connection);
        Assert.Empty(_log.Records);
    }

    [Fact]
    public async Task The_end_of_the_listener_ends_the_loop_also_in_its_pause()
    {
        _errors.Enqueue(new SocketException((int)SocketError.TooManyOpenSockets));
        await using var loop = Make();
        var paused = loop.AcceptAsync(TestContext.Current.CancellationToken).AsTask();
        await loop.UnbindAsync(TestContext.Current.CancellationToken);

        Assert.Null(await paused.Within());
        Assert.Null(await loop.AcceptAsync(TestContext.Current.CancellationToken).Within());
        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public async Task The_end_of_the_listener_ends_the_accept_that_waits()
    {
        await using var loop = Make();
        var accepting = loop.AcceptAsync(TestContext.Current.CancellationToken).AsTask();
        await loop.UnbindAsync(TestContext.Current.CancellationToken);
        Assert.Null(await accepting.Within());
    }

    private AcceptLoop Make() => new(
        _listener,
        token => _errors.TryDequeue(out var error) ? ValueTask.FromException<Socket>(error) : _listener.AcceptAsync(token),
        new SocketConnectionContextFactory(new SocketConnectionFactoryOptions(), NullLogger.Instance),
        new ListenerOptions(RelayAddress.Tcp("127.0.0.1", 1), "test") { Time = _time },
        _loggers.CreateLogger(HostLogChannels.Tcp));

    private async Task<Socket> ConnectAsync()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(_listener.LocalEndPoint!, TestContext.Current.CancellationToken).Within();
        return client;
    }
}
