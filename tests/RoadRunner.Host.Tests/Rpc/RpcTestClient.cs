using System.Net;
using System.Net.Sockets;
using System.Text;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Spiral.Goridge.Rpc;
using Xunit;

namespace RoadRunner.Host.Tests.Rpc;

/// <summary>A connection to an RPC server, byte by byte.</summary>
internal sealed class RpcTestClient : IDisposable
{
    private readonly Socket _socket;
    private byte[] _unread = [];

    private RpcTestClient(Socket socket) => _socket = socket;

    public static async Task<RpcTestClient> ConnectAsync(RelayAddress address)
    {
        var isUnix = address.Kind == RelayKind.Unix;
        EndPoint endPoint = isUnix ? new UnixDomainSocketEndPoint(address.Path) : new IPEndPoint(IPAddress.Parse(address.Host), address.Port);
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        await socket.ConnectAsync(endPoint).Within();
        return new RpcTestClient(socket);
    }

    /// <summary>Makes a request.</summary>
    public static byte[] Frame(FrameFlags flags, uint sequence, string method, ReadOnlySpan<byte> body)
    {
        var writer = new System.Buffers.ArrayBufferWriter<byte>();
        RpcFrame.Write(writer, flags, sequence, Encoding.UTF8.GetBytes(method), body);
        return writer.WrittenSpan.ToArray();
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes).Within()..];
        }
    }

    /// <summary>Reads one frame, null at the end of the stream.</summary>
    public async Task<byte[]?> ReadFrameAsync()
    {
        while (true)
        {
            if (FrameDecoder.TryRead(_unread.AsMemory(), RelayDefaults.MaxPayloadBytes, out var frame))
            {
                var length = (int)frame.Header.TotalBytes;
                var bytes = _unread[..length];
                _unread = _unread[length..];
                return bytes;
            }

            var buffer = new byte[256 * 1024];
            int count;
            try
            {
                count = await _socket.ReceiveAsync(buffer.AsMemory()).Within();
            }
            catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
            {
                count = 0;
            }

            if (count == 0)
            {
                Assert.Empty(_unread);
                return null;
            }

            _unread = [.. _unread, .. buffer.AsSpan(0, count)];
        }
    }

    /// <summary>Calls a method.</summary>
    /// <returns>The flags and the body of the reply, as text.</returns>
    public async Task<(FrameFlags Flags, string Text)> CallAsync(FrameFlags codec, string method, string body)
    {
        await SendAsync(Frame(codec, 1, method, Encoding.UTF8.GetBytes(body)));
        return Parse(await ReadFrameAsync());
    }

    /// <summary>Calls a method over JSON.</summary>
    /// <returns>The reply, or the text of the error.</returns>
    public async Task<string> CallAsync(string method, string json) => (await CallAsync(FrameFlags.Json, method, json)).Text;

    public static (FrameFlags Flags, string Text) Parse(byte[]? reply, Encoding? encoding = null)
    {
        Assert.NotNull(reply);
        Assert.True(FrameDecoder.TryRead(reply.AsMemory(), RelayDefaults.MaxPayloadBytes, out var frame));
        var message = RpcFrame.Read(frame);
        return (message.Flags, (encoding ?? Encoding.UTF8).GetString(message.Body.Span));
    }

    /// <summary>Says that nothing more will be sent.</summary>
    public void HalfClose() => _socket.Shutdown(SocketShutdown.Send);

    public void Dispose() => _socket.Dispose();
}
