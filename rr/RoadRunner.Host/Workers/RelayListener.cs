using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Listening;
using Spiral.Goridge;

namespace RoadRunner.Host.Workers;

/// <summary>The socket that workers on a <c>tcp://</c> or <c>unix://</c> relay connect to.</summary>
/// <remarks>
/// A connection belongs to the worker whose pid it answers the handshake with. Handshakes run beside each other and have a time
/// limit from their first byte to their last, so a stranger that connects and stays silent, or says little at a time, blocks nobody;
/// one that sends rubbish is closed, nothing else.
/// </remarks>
internal sealed class RelayListener : IAsyncDisposable
{
    private const int Backlog = 512;
    private const int MaxHandshakes = 1024;
    private const int HandshakeStackBytes = 256 * 1024;

    private readonly Socket _socket;
    private readonly TimeSpan _handshakeTimeout;
    private readonly Func<Socket, ValueTask<Socket>> _accept;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _closed = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<int, TaskCompletionSource<Relay>> _expected = [];
    private readonly Task _accepting;
    private int _handshakes;

    /// <summary>Listens.</summary>
    /// <param name="address">Where.</param>
    /// <param name="handshakeTimeout">How long a connection may take to say whose it is.</param>
    /// <param name="user">As whom workers run, who alone may connect to a unix socket; null for the user of the host.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where strangers are logged.</param>
    /// <param name="accept">Accepts the next connection of the socket; null for what the system does.</param>
    /// <exception cref="WorkerStartException">The address cannot be listened on.</exception>
    public RelayListener(RelayAddress address, TimeSpan handshakeTimeout, string? user, TimeProvider time, ILogger logger, Func<Socket, ValueTask<Socket>>? accept = null)
    {
        _handshakeTimeout = handshakeTimeout;
        _time = time;
        _logger = logger;
        _accept = accept ?? (static socket => new ValueTask<Socket>(socket.AcceptAsync()));
        (_socket, Address) = Listen(address, user);
        _accepting = AcceptAsync();
    }

    /// <summary>Gets the address to connect to; a port 0 has become the real one.</summary>
    public RelayAddress Address { get; }

    /// <summary>Starts the process and returns the connection it is going to make.</summary>
    public Task<Relay> StartAndExpectAsync(Process process)
    {
        var connection = new TaskCompletionSource<Relay>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            // Under the gate: a fast worker may connect before its pid is known here.
            BatchScheduling.Start(process);
            _expected[process.Id] = connection;
        }

        return connection.Task;
    }

    /// <summary>Stops expecting a process; a connection that nobody took is closed.</summary>
    public void Forget(int pid)
    {
        lock (_gate)
        {
            _expected.Remove(pid);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _socket.Dispose();
        await _accepting;
        _closed.Dispose();
        if (Address.Kind == RelayKind.Unix)
        {
            UnixSocketFile.Remove(Address.Path);
        }
    }

    private static (Socket Socket, RelayAddress Address) Listen(RelayAddress address, string? user)
    {
        Socket? socket = null;
        try
        {
            if (address.Kind == RelayKind.Unix)
            {
                UnixSocketFile.RemoveStale(address.Path);
                socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                socket.Bind(new UnixDomainSocketEndPoint(address.Path));
                if (!OperatingSystem.IsWindows())
                {
                    // Nobody can have connected before it listens.
                    UnixOwner.Restrict(address.Path, user);
                }
            }
            else
            {
                var endPoint = ResolveLoopbackByDefault(address);
                socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(endPoint);
                var bound = (IPEndPoint)socket.LocalEndPoint!;
                address = RelayAddress.Tcp(bound.Address.ToString(), bound.Port);
            }

            socket.Listen(Backlog);
            return (socket, address);
        }
        catch (Exception cause) when (cause is SocketException or IOException or UnauthorizedAccessException)
        {
            socket?.Dispose();
            throw new WorkerStartException($"server.relay: cannot listen on {address}: {cause.Message}", cause);
        }
    }

    private static IPEndPoint ResolveLoopbackByDefault(RelayAddress address) =>
        IPAddress.TryParse(address.Host, out var ip)
            ? new IPEndPoint(ip, address.Port)
            : address.Host.Length == 0
                ? new IPEndPoint(IPAddress.Loopback, address.Port)
                : new IPEndPoint(Dns.GetHostAddresses(address.Host)[0], address.Port);

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket connection;
            try
            {
                connection = await _accept(_socket);
            }
            catch (Exception error) when (_closed.IsCancellationRequested || error is ObjectDisposedException)
            {
                return;
            }
            catch (SocketException error)
            {
                // What the system is short of is short for a while.
                HostLog.RelayAcceptFailed(_logger, AcceptLoop.Pause.TotalMilliseconds, error.Message);
                await Task.Delay(AcceptLoop.Pause, _time, _closed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            if (Interlocked.Increment(ref _handshakes) > MaxHandshakes)
            {
                Interlocked.Decrement(ref _handshakes);
                connection.Dispose();
                continue;
            }

            // Blocking on a thread of its own: a socket that was once used asynchronously is slower to block on later.
            new Thread(() => Handshake(connection), HandshakeStackBytes) { IsBackground = true, Name = "relay handshake" }.Start();
        }
    }

    private void Handshake(Socket connection)
    {
        Relay? relay = null;
        try
        {
            relay = new SocketRelay(connection);
            var pid = Handshake(connection, relay);
            if (!TryHandOver(pid, relay))
            {
                HostLog.RelayStranger(_logger, $"it says that its pid is {pid}, which is no worker that is being started");
                relay.Dispose();
            }
        }
        catch (Exception cause) when (cause is GoridgeException or WorkerStartException or SocketException or ObjectDisposedException)
        {
            HostLog.RelayStranger(_logger, cause.Message);
            relay?.Dispose();
            connection.Dispose();
        }
        finally
        {
            Interlocked.Decrement(ref _handshakes);
        }
    }

    /// <summary>Completes the handshake in time: a limit for each read would be none for whoever sends a byte at a time.</summary>
    private int Handshake(Socket connection, Relay relay)
    {
        var isOver = 0;
        using var limit = _time.CreateTimer(
            _ =>
            {
                if (Interlocked.Exchange(ref isOver, 1) == 0)
                {
                    connection.Dispose();
                }
            },
            state: null,
            _handshakeTimeout,
            Timeout.InfiniteTimeSpan);
        var pid = WorkerControl.Handshake(relay);
        return Interlocked.Exchange(ref isOver, 1) == 0 ? pid : throw new WorkerStartException("it took too long for the pid handshake");
    }

    private bool TryHandOver(int pid, Relay relay)
    {
        lock (_gate)
        {
            return _expected.Remove(pid, out var expected) && expected.TrySetResult(relay);
        }
    }
}
