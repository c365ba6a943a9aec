using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Spiral.Goridge;

namespace RoadRunner.Host.Workers;

/// <summary>The socket that workers on a <c>tcp://</c> or <c>unix://</c> relay connect to.</summary>
/// <remarks>
/// A connection belongs to the worker whose pid it answers the handshake with. Handshakes run beside each other and have a time
/// limit, so a stranger that connects and stays silent blocks nobody; one that sends rubbish is closed, nothing else.
/// </remarks>
internal sealed class RelayListener : IAsyncDisposable
{
    private const int Backlog = 512;
    private const int MaxHandshakes = 1024;
    private const int HandshakeStackBytes = 256 * 1024;

    private readonly Socket _socket;
    private readonly TimeSpan _handshakeTimeout;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, TaskCompletionSource<Relay>> _expected = [];
    private readonly Task _accepting;
    private int _handshakes;

    public RelayListener(RelayAddress address, TimeSpan handshakeTimeout, string? user, ILogger logger)
    {
        _handshakeTimeout = handshakeTimeout;
        _logger = logger;
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
            process.Start();
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
        _socket.Dispose();
        await _accepting;
        if (Address.Kind == RelayKind.Unix)
        {
            File.Delete(Address.Path);
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
                connection = await _socket.AcceptAsync();
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException error)
            {
                if (error.SocketErrorCode == SocketError.OperationAborted)
                {
                    return;
                }

                HostLog.RelayAcceptFailed(_logger, error.Message);
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
            connection.ReceiveTimeout = (int)Math.Min(_handshakeTimeout.TotalMilliseconds, int.MaxValue);
            relay = new SocketRelay(connection);
            var pid = WorkerControl.Handshake(relay);
            connection.ReceiveTimeout = 0;
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

    private bool TryHandOver(int pid, Relay relay)
    {
        lock (_gate)
        {
            return _expected.Remove(pid, out var expected) && expected.TrySetResult(relay);
        }
    }
}
