using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Spiral.Goridge.Rpc.Tests;

/// <summary>The server's end of an RPC connection, frame by frame under the control of a test.</summary>
internal sealed class ScriptedPeer : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly PipeReader _reader;

    public ScriptedPeer(Stream stream)
    {
        _stream = stream;
        _reader = PipeReader.Create(stream);
    }

    /// <summary>Makes a connection and its peer, in memory.</summary>
    public static (RpcConnection Connection, ScriptedPeer Peer) Connect(RpcConnectionOptions? options = null, long bufferBytes = 0)
    {
        var (left, right) = DuplexStream.CreatePair(bufferBytes);
        return (new RpcConnection(left, options), new ScriptedPeer(right));
    }

    /// <summary>Waits for the next request and returns its bytes.</summary>
    public async Task<byte[]> ReceiveBytesAsync()
    {
        while (true)
        {
            var result = await _reader.ReadAsync(TestContext.Current.CancellationToken).Within();
            var buffer = result.Buffer;
            var before = buffer;
            if (FrameDecoder.TryRead(ref buffer, RelayDefaults.MaxPayloadBytes, out _))
            {
                var bytes = before.Slice(0, buffer.Start).ToArray();
                _reader.AdvanceTo(buffer.Start);
                return bytes;
            }

            _reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                throw new EndOfStreamException($"The connection ended {buffer.Length} bytes into a request.");
            }
        }
    }

    /// <summary>Waits for the next request.</summary>
    public async Task<RpcMessage> ReceiveAsync()
    {
        Assert.True(FrameDecoder.TryRead(await ReceiveBytesAsync(), RelayDefaults.MaxPayloadBytes, out var frame));
        return RpcFrame.Read(frame);
    }

    /// <summary>Takes a request that has already come.</summary>
    public bool TryReceive(out RpcMessage request)
    {
        request = default;
        if (!_reader.TryRead(out var result))
        {
            return false;
        }

        var buffer = result.Buffer;
        var isFrame = FrameDecoder.TryRead(ref buffer, RelayDefaults.MaxPayloadBytes, out var frame);
        _reader.AdvanceTo(buffer.Start, isFrame ? buffer.Start : buffer.End);
        if (isFrame)
        {
            request = RpcFrame.Read(frame);
        }

        return isFrame;
    }

    /// <summary>Waits until the connection has closed its end, and returns how many bytes came before.</summary>
    public async Task<long> ReceiveEndAsync()
    {
        while (true)
        {
            var result = await _reader.ReadAsync(TestContext.Current.CancellationToken).Within();
            if (result.IsCompleted)
            {
                return result.Buffer.Length;
            }

            _reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _stream.WriteAsync(bytes, TestContext.Current.CancellationToken).Within();
        await _stream.FlushAsync(TestContext.Current.CancellationToken).Within();
    }

    public Task ReplyAsync(in RpcMessage request, ReadOnlySpan<byte> body)
    {
        var frame = new ArrayBufferWriter<byte>();
        RpcFrame.Write(frame, request.Flags, request.Sequence, request.Method.Span, body);
        return SendAsync(frame.WrittenMemory);
    }

    public Task ReplyAsync(in RpcMessage request, string body) => ReplyAsync(request, Encoding.UTF8.GetBytes(body));

    public Task ReplyErrorAsync(in RpcMessage request, string text)
    {
        var frame = new ArrayBufferWriter<byte>();
        RpcFrame.WriteError(frame, request, text);
        return SendAsync(frame.WrittenMemory);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
