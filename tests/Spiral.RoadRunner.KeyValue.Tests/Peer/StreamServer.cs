using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using Google.Protobuf;
using Spiral.Goridge;
using Spiral.Goridge.Rpc;
using Spiral.Goridge.Rpc.Tests;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.KeyValue.Tests;

/// <summary>The fake server behind frames: a real RPC connection over an in-memory stream, requests carried out at the same time.</summary>
internal sealed class StreamServer : IAsyncDisposable
{
    private readonly FakeServer _server;
    private readonly ScriptedPeer _peer;
    private readonly RpcConnection _connection;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentBag<Task> _answers = [];
    private readonly Task _loop;

    public StreamServer(FakeServer server)
    {
        _server = server;
        (_connection, _peer) = ScriptedPeer.Connect();
        Caller = new RpcLinkSession(_connection, TimeSpan.FromSeconds(30), _ => { }, _ => { });
        _loop = ServeAsync();
    }

    public IRpcCaller Caller { get; }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _loop.Within();
        await Task.WhenAll(_answers).Within();
        await _peer.DisposeAsync();
        _writing.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var request = await _peer.ReceiveAsync();
                _answers.Add(AnswerAsync(request));
            }
            catch (EndOfStreamException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(RpcMessage request)
    {
        var frame = new ArrayBufferWriter<byte>();
        try
        {
            var reply = await _server.AnswerAsync(Encoding.UTF8.GetString(request.Method.Span), request.Body);
            RpcFrame.Write(frame, FrameFlags.Proto, request.Sequence, request.Method.Span, reply.ToByteArray());
        }
        catch (FakeServerException error)
        {
            RpcFrame.WriteError(frame, request, error.Message);
        }

        await _writing.WaitAsync();
        try
        {
            await _peer.SendAsync(frame.WrittenMemory);
        }
        finally
        {
            _writing.Release();
        }
    }
}
