using System.Net;
using System.Net.Sockets;
using System.Text;
using Spiral.Goridge;

namespace RoadRunner.Integration.Fixture;

/// <summary>A client of a server under test; every wait has the common limit.</summary>
internal sealed class TestClient : IDisposable
{
    private const int BufferBytes = 4096;

    private readonly Socket _socket;
    private byte[] _unread = [];

    private TestClient(Socket socket) => _socket = socket;

    public static async Task<TestClient> ConnectAsync(RelayAddress address)
    {
        var isUnix = address.Kind == RelayKind.Unix;
        EndPoint endPoint = isUnix ? new UnixDomainSocketEndPoint(address.Path) : new IPEndPoint(IPAddress.Parse(address.Host), address.Port);
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        if (!isUnix)
        {
            socket.NoDelay = true;
        }

        await socket.ConnectAsync(endPoint).Within();
        return new TestClient(socket);
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes).Within()..];
        }
    }

    /// <summary>Sends a line and returns the answer, both without their line end.</summary>
    public async Task<string> AskAsync(string line)
    {
        await SendAsync(line + "\r\n");
        return await ReadLineAsync();
    }

    /// <summary>Reads to the next CR LF, which is taken off.</summary>
    public async Task<string> ReadLineAsync()
    {
        int end;
        while ((end = _unread.AsSpan().IndexOf("\r\n"u8)) < 0)
        {
            await FillAsync();
        }

        return Encoding.Latin1.GetString(Take(end + 2).AsSpan(0, end));
    }

    /// <summary>Reads to the next CR LF, which is taken off.</summary>
    /// <returns>Null when the server has ended the connection in good order, and not within a line.</returns>
    public async Task<string?> TryReadLineAsync()
    {
        if (_unread.Length == 0)
        {
            var buffer = new byte[BufferBytes];
            _unread = buffer[..await _socket.ReceiveAsync(buffer.AsMemory()).Within()];
        }

        return _unread.Length == 0 ? null : await ReadLineAsync();
    }

    public async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        var have = Math.Min(count, _unread.Length);
        Take(have).CopyTo(bytes, 0);
        while (have < count)
        {
            var more = await _socket.ReceiveAsync(bytes.AsMemory(have)).Within();
            Assert.True(more > 0, $"The connection ended {have} bytes into an answer of {count}.");
            have += more;
        }

        return bytes;
    }

    /// <summary>Reads what comes until the server closes.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var bytes = new List<byte>(Take(_unread.Length));
        var buffer = new byte[BufferBytes];
        int count;
        while ((count = await _socket.ReceiveAsync(buffer.AsMemory()).Within()) > 0)
        {
            bytes.AddRange(buffer.AsSpan(0, count));
        }

        return Encoding.Latin1.GetString([.. bytes]);
    }

    /// <summary>Waits until the server has ended the connection, by closing or by breaking it.</summary>
    public async Task WhenEndedAsync()
    {
        try
        {
            await ReadToEndAsync();
        }
        catch (SocketException broken) when (broken.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Aborted.
        }
    }

    /// <summary>Says that nothing more will be sent; answers can still be read.</summary>
    public void HalfClose() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Ends the connection with RST.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Dispose();
    }

    public void Dispose() => _socket.Dispose();

    private byte[] Take(int count)
    {
        var taken = _unread[..count];
        _unread = _unread[count..];
        return taken;
    }

    private async Task FillAsync()
    {
        var buffer = new byte[BufferBytes];
        var count = await _socket.ReceiveAsync(buffer.AsMemory()).Within();
        Assert.True(count > 0, $"The connection ended before the line did; so far: \"{Encoding.Latin1.GetString(_unread)}\"");
        _unread = [.. _unread, .. buffer.AsSpan(0, count)];
    }
}
