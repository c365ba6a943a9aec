using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Spiral.RoadRunner.Tcp;

namespace RoadRunner.TestWorkers.Recorder;

/// <summary>Tells the test about every event before it is handled, and goes on when the test says so.</summary>
/// <remarks>The wait gives the events of all workers one order, and lets a test hold an event in a worker's hands.</remarks>
internal sealed class JournalLink : IDisposable
{
    private const int ShownBytes = 60;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>Connects to the test; null when it wants no journal.</summary>
    public static JournalLink? Open(string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            return null;
        }

        var link = new JournalLink();
        link._socket.Connect(IPEndPoint.Parse(address));
        link.Say(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}"));
        return link;
    }

    public void Record(TcpRequest request)
    {
        var start = request.Body.Span[..Math.Min(request.Body.Length, ShownBytes)];
        var text = Encoding.Latin1.GetString(start).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        Say($"{request.Server} {request.ConnectionUuid} {request.Event} {request.Body.Length} {text}");
        if (_socket.Receive(new byte[1]) == 0)
        {
            throw new IOException("The journal is closed.");
        }
    }

    public void Dispose() => _socket.Dispose();

    private void Say(string line) => _socket.Send(Encoding.Latin1.GetBytes(line + "\n"));
}
