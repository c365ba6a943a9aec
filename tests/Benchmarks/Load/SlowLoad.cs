using System.Net;
using System.Net.Sockets;

namespace RoadRunner.Benchmarks.Load;

/// <summary>Clients that take or send one byte in a second: half of them have a large answer waiting, half never end their message.</summary>
internal sealed class SlowLoad : ILoad
{
    private const int ReceiveBuffer = 4096;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(20);

    private readonly List<Socket> _readers = [];
    private readonly List<Socket> _writers = [];
    private readonly byte[] _byte = new byte[1];

    private SlowLoad()
    {
    }

    /// <summary>Opens the connections; the readers have sent a message of <paramref name="bytes"/> each and got the first byte of its echo.</summary>
    public static async Task<SlowLoad> OpenAsync(IPEndPoint address, int connections, int bytes)
    {
        using var limit = new CancellationTokenSource(SendLimit);
        var message = LoadMessage.Create(bytes);
        var load = new SlowLoad();
        try
        {
            for (var index = 0; index < connections; index++)
            {
                var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = ReceiveBuffer };
                var reads = index % 2 == 0;
                (reads ? load._readers : load._writers).Add(socket);
                await socket.ConnectAsync(address, limit.Token);
                if (reads)
                {
                    await SendAsync(socket, message, limit.Token);
                    await socket.ReceiveAsync(load._byte, limit.Token);
                }
            }

            return load;
        }
        catch
        {
            load.Dispose();
            throw;
        }
    }

    /// <summary>Moves one byte of each connection in each second of the round, one connection after the other.</summary>
    public async Task<LoadReport> RunAsync(TimeSpan duration)
    {
        var count = _readers.Count + _writers.Count;
        var moved = 0L;
        using var timer = new PeriodicTimer(Second / count);
        for (var left = (int)(duration.TotalSeconds * count); left > 0; left--)
        {
            await timer.WaitForNextTickAsync();
            await MoveAsync((int)(moved % count));
            moved++;
        }

        return new LoadReport { Events = moved, Exchanges = moved, Seconds = duration.TotalSeconds };
    }

    public void Dispose()
    {
        _readers.ForEach(static socket => socket.Dispose());
        _writers.ForEach(static socket => socket.Dispose());
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        while (!message.IsEmpty)
        {
            message = message[await socket.SendAsync(message, cancellationToken)..];
        }
    }

    private async Task MoveAsync(int index)
    {
        if (index >= _readers.Count)
        {
            _byte[0] = (byte)'x';
            await _writers[index - _readers.Count].SendAsync(_byte);
        }
        else if (await _readers[index].ReceiveAsync(_byte) == 0)
        {
            throw new IOException("The server closed a slow reader.");
        }
    }
}
