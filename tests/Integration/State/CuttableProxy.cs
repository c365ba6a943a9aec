using System.Net;
using System.Net.Sockets;
using Spiral.Goridge;

namespace RoadRunner.Integration.State;

/// <summary>A way to a tcp address that the test can cut and open again.</summary>
internal sealed class CuttableProxy : IAsyncDisposable
{
    private readonly IPEndPoint _target;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Lock _gate = new();
    private readonly List<Socket> _sockets = [];
    private readonly List<Task> _loops = [];
    private bool _isCut;
    private int _accepted;

    public CuttableProxy(RelayAddress target)
    {
        _target = new IPEndPoint(IPAddress.Parse(target.Host), target.Port);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Address = RelayAddress.Tcp("127.0.0.1", ((IPEndPoint)_listener.LocalEndPoint!).Port);
        _loops.Add(AcceptAsync());
    }

    public RelayAddress Address { get; }

    /// <summary>Gets how many connections have come since the last <see cref="Open"/>.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Breaks every connection, and every one that comes from now on.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _isCut = true;
            _sockets.ForEach(static socket => socket.Dispose());
            _sockets.Clear();
        }
    }

    /// <summary>Lets connections through again.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _isCut = false;
            Volatile.Write(ref _accepted, 0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        _listener.Dispose();
        Task[] loops;
        lock (_gate)
        {
            loops = [.. _loops];
        }

        await Task.WhenAll(loops).Within();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync();
                lock (_gate)
                {
                    if (_isCut)
                    {
                        client.Dispose();
                        continue;
                    }

                    _accepted++;
                    var server = new Socket(_target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    client.NoDelay = true;
                    _sockets.AddRange([client, server]);
                    _loops.Add(RelayAsync(client, server));
                }
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task RelayAsync(Socket client, Socket server)
    {
        try
        {
            await server.ConnectAsync(_target);
            await using var left = new NetworkStream(client, ownsSocket: true);
            await using var right = new NetworkStream(server, ownsSocket: true);
            await Task.WhenAny(left.CopyToAsync(right), right.CopyToAsync(left));
        }
        catch (Exception end) when (end is SocketException or IOException or ObjectDisposedException)
        {
            // Cut, or one of the two has gone.
        }
    }
}
