using System.Net;
using System.Net.Sockets;

namespace RoadRunner.Benchmarks.Load;

/// <summary>Connections that say nothing.</summary>
internal sealed class HeldConnections : ILoad
{
    // One after the other waits for the Connected event of each; all at once overflow the backlog.
    private const int ConnectingAtATime = 64;
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(25);

    private readonly List<Socket> _sockets = [];

    private HeldConnections()
    {
    }

    public static async Task<HeldConnections> OpenAsync(IPEndPoint address, int connections)
    {
        using var limit = new CancellationTokenSource(OpenLimit);
        var held = new HeldConnections();
        try
        {
            while (held._sockets.Count < connections)
            {
                var batch = Math.Min(ConnectingAtATime, connections - held._sockets.Count);
                await Task.WhenAll(Enumerable.Range(0, batch).Select(_ => held.ConnectAsync(address, limit.Token)));
            }

            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Counts those that are still open; one that the server has closed is an error.</summary>
    public Task<LoadReport> RunAsync(TimeSpan duration)
    {
        var closed = _sockets.Count(static socket => socket.Poll(0, SelectMode.SelectRead));
        return closed == 0
            ? Task.FromResult(new LoadReport { Events = _sockets.Count, Seconds = duration.TotalSeconds })
            : throw new IOException($"{closed} of {_sockets.Count} silent connections were closed or got bytes.");
    }

    public void Dispose() => _sockets.ForEach(static socket => socket.Dispose());

    private async Task ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        lock (_sockets)
        {
            _sockets.Add(socket);
        }

        await socket.ConnectAsync(address, cancellationToken);
    }
}
