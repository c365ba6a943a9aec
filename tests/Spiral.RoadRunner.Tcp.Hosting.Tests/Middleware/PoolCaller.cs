using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Spiral.Goridge.Rpc;
using Spiral.RoadRunner.KeyValue.Tests;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>The link of a worker: storages, locks, and the connections that the server is told to close.</summary>
internal sealed class PoolCaller(FakeCaller values) : IRpcCaller
{
    private readonly Channel<string> _closed = Channel.CreateUnbounded<string>();

    public TimeSpan CallTimeout => values.CallTimeout;

    /// <summary>Gets the connections that were closed, in order.</summary>
    public ConcurrentQueue<string> Closed { get; } = [];

    /// <summary>Gets or sets a value indicating whether the server cannot close anything.</summary>
    public bool RefusesToClose { get; set; }

    /// <summary>Waits for the next connection to be closed.</summary>
    public Task<string> NextClosed() => _closed.Reader.ReadAsync().Within();

    public ValueTask<TReply> CallAsync<TRequest, TReply>(
        string method,
        TRequest request,
        IRpcCodec<TRequest, TReply> codec,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        if (method != "tcp.Close")
        {
            return values.CallAsync(method, request, codec, timeout, cancellationToken);
        }

        if (RefusesToClose)
        {
            throw new RpcException(method, "not today");
        }

        var body = new ArrayBufferWriter<byte>();
        codec.Write(body, request);
        var uuid = JsonDocument.Parse(body.WrittenMemory).RootElement.GetString()!;
        Closed.Enqueue(uuid);
        _closed.Writer.TryWrite(uuid);
        return ValueTask.FromResult(codec.Read("true"u8.ToArray()));
    }
}
