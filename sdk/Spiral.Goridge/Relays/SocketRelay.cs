using System.Net;
using System.Net.Sockets;

namespace Spiral.Goridge;

/// <summary>A relay over a TCP connection or a unix stream socket.</summary>
/// <remarks>
/// Made from an address it connects with its first use, and tries ten times over one second before it gives up: the server
/// may still be opening its listener.
/// </remarks>
public sealed class SocketRelay : Relay
{
    private const int ConnectAttempts = 10;
    private const string Closed = "The relay has been closed.";
    private static readonly TimeSpan ConnectPause = TimeSpan.FromMilliseconds(100);

    private readonly RelayAddress? _address;
    private readonly ManualResetEventSlim _disposed = new();
    private readonly Lock _connecting = new();
    private Socket? _socket;

    /// <summary>Creates a relay that is not connected yet.</summary>
    /// <param name="address">A <c>tcp</c> or <c>unix</c> address.</param>
    /// <param name="options">Settings; null means the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="address"/> is the one of the standard streams.</exception>
    public SocketRelay(RelayAddress address, RelayOptions? options = null)
        : base(options)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Kind == RelayKind.Pipes)
        {
            throw new ArgumentException("A socket relay needs a tcp or unix address.", nameof(address));
        }

        _address = address;
    }

    /// <summary>Creates a relay over a connected socket, for the end that accepts.</summary>
    /// <param name="socket">A connected stream socket; disposed with the relay.</param>
    /// <param name="options">Settings; null means the defaults.</param>
    public SocketRelay(Socket socket, RelayOptions? options = null)
        : base(options)
    {
        ArgumentNullException.ThrowIfNull(socket);
        _socket = Prepare(socket);
    }

    /// <summary>Gets a value indicating whether the relay is connected.</summary>
    public bool IsConnected => _socket is { Connected: true } && !_disposed.IsSet;

    /// <summary>Connects now instead of with the first use. Does nothing when the relay is connected.</summary>
    /// <exception cref="RelayClosedException">Nobody answered, or the relay was disposed.</exception>
    public void Connect() => GetSocket();

    /// <inheritdoc/>
    protected override int Read(Span<byte> buffer) => GetSocket().Receive(buffer);

    /// <inheritdoc/>
    protected override ValueTask<int> ReadAsync(Memory<byte> buffer) => GetSocket().ReceiveAsync(buffer);

    /// <inheritdoc/>
    protected override void Write(ReadOnlySpan<byte> bytes)
    {
        var socket = GetSocket();
        while (!bytes.IsEmpty)
        {
            bytes = bytes[socket.Send(bytes)..];
        }
    }

    /// <inheritdoc/>
    protected override bool IsDataAvailable() => GetSocket().Poll(TimeSpan.Zero, SelectMode.SelectRead);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _disposed.Set();
            _socket?.Dispose();
        }

        base.Dispose(disposing);
    }

    private Socket GetSocket()
    {
        if (_disposed.IsSet)
        {
            throw new RelayClosedException(Closed);
        }

        return _socket ?? ConnectOnce();
    }

    // The receiving and the sending thread may both be the first; the server must see one connection.
    private Socket ConnectOnce()
    {
        lock (_connecting)
        {
            if (_socket is { } connected)
            {
                return connected;
            }

            var socket = Prepare(ConnectTo(_address!));
            Interlocked.Exchange(ref _socket, socket);
            if (_disposed.IsSet)
            {
                // Dispose came while we connected, and may have found no socket to close.
                socket.Dispose();
                throw new RelayClosedException(Closed);
            }

            return socket;
        }
    }

    private Socket ConnectTo(RelayAddress address)
    {
        for (var attempt = 1; ; attempt++)
        {
            Socket? socket = null;
            try
            {
                if (address.Kind == RelayKind.Unix)
                {
                    socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    socket.Connect(new UnixDomainSocketEndPoint(address.Path));
                }
                else
                {
                    socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                    socket.Connect(address.Host.Length == 0 ? IPAddress.Loopback.ToString() : address.Host, address.Port);
                }

                return socket;
            }
            catch (SocketException cause)
            {
                socket?.Dispose();
                if (attempt == ConnectAttempts || _disposed.Wait(ConnectPause))
                {
                    throw new RelayClosedException($"Connecting to {address} failed {attempt} times: {cause.Message}", cause);
                }
            }
        }
    }

    private static Socket Prepare(Socket socket)
    {
        if (socket.ProtocolType == ProtocolType.Tcp)
        {
            // A frame is one message; waiting for more to send would only delay its answer.
            socket.NoDelay = true;
        }

        return socket;
    }
}
