using System.Buffers;
using System.Collections.Concurrent;
using Google.Protobuf;
using Spiral.Goridge.Rpc;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.KeyValue.Tests;

/// <summary>A link without a wire: what a call encodes goes to the fake server, what comes back is decoded.</summary>
internal sealed class FakeCaller(FakeServer server) : IRpcCaller
{
    public TimeSpan CallTimeout => TimeSpan.FromSeconds(30);

    /// <summary>Gets the methods that were called, in order.</summary>
    public ConcurrentQueue<(string Method, byte[] Body, TimeSpan? Timeout)> Calls { get; } = [];

    /// <summary>Gets or sets what happens before the server gets a request: wait, or throw what the link would.</summary>
    public Func<string, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Gets or sets what happens when the server has carried out a request.</summary>
    public Func<string, Task> After { get; set; } = _ => Task.CompletedTask;

    public ValueTask<TReply> CallAsync<TRequest, TReply>(
        string method,
        TRequest request,
        IRpcCodec<TRequest, TReply> codec,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        var body = new ArrayBufferWriter<byte>();
        codec.Write(body, request);
        Calls.Enqueue((method, body.WrittenSpan.ToArray(), timeout));
        return SendAsync(method, body.WrittenMemory, codec, cancellationToken);
    }

    private async ValueTask<TReply> SendAsync<TRequest, TReply>(string method, ReadOnlyMemory<byte> body, IRpcCodec<TRequest, TReply> codec, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        await Before(method, cancellationToken);
        try
        {
            var reply = await server.AnswerAsync(method, body);
            await After(method);
            return codec.Read(reply.ToByteArray());
        }
        catch (FakeServerException error)
        {
            throw new RpcException(method, error.Message);
        }
    }
}
