using Google.Protobuf;
using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.KeyValue.Tests;

/// <summary>The kv and lock services in memory, with the error texts of Go RoadRunner and the lifetimes of redis.</summary>
internal sealed class FakeServer(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, KvItem> _values = new(StringComparer.Ordinal);

    public FakeLocks Locks { get; } = new(time);

    public async ValueTask<IMessage> AnswerAsync(string method, ReadOnlyMemory<byte> body) => method.StartsWith("lock.", StringComparison.Ordinal)
        ? await Locks.AnswerAsync(method, LockRequest.Parser.ParseFrom(body.Span))
        : AnswerKeyValue(method, KvRequest.Parser.ParseFrom(body.Span));

    /// <summary>Returns what lies in the store, as it was sent.</summary>
    public byte[] Stored(string key) => Find(key)!.Value.ToByteArray();

    /// <summary>Puts bytes into the store, past the client.</summary>
    public void Store(string key, params byte[] value) => Store(new KvItem { Key = key, Value = ByteString.CopyFrom(value) });

    /// <summary>Puts an item into the store, past the client and its rules.</summary>
    public void Store(KvItem item)
    {
        lock (_gate)
        {
            _values[item.Key] = item;
        }
    }

    private KvResponse AnswerKeyValue(string method, KvRequest request)
    {
        var word = method.ToLowerInvariant().Replace("kv.", "", StringComparison.Ordinal);
        var prefix = word is "delete" or "clear" ? "rcp_delete" : $"rpc_{word}";
        if (request.Storage != TestBed.StorageName)
        {
            throw new FakeServerException($"{prefix}: no such storage: {request.Storage}");
        }

        if (method != "kv.Set" && request.Items.Any(item => string.IsNullOrWhiteSpace(item.Key)))
        {
            throw new FakeServerException($"{prefix}: key can't be empty string:\n\tin_memory_plugin_{word}");
        }

        lock (_gate)
        {
            var response = new KvResponse();
            response.Items.AddRange(Answers(method, request));
            return response;
        }
    }

    // Missing keys are left out, duplicates collapse, and the order is not the one of the request.
    private KvItem[] Answers(string method, KvRequest request)
    {
        var found = request.Items.Select(item => item.Key).Distinct().Reverse().Select(Find).OfType<KvItem>();
        switch (method)
        {
            case "kv.Has":
                return [.. found.Select(item => new KvItem { Key = item.Key })];
            case "kv.MGet":
                return [.. found.Select(item => new KvItem { Key = item.Key, Value = item.Value })];
            case "kv.TTL":
                return [.. found.Select(item => new KvItem { Key = item.Key, Timeout = item.Timeout })];
            case "kv.Set":
                foreach (var item in request.Items)
                {
                    _values[item.Key] = item;
                }

                return [];
            case "kv.Delete":
                foreach (var item in request.Items)
                {
                    _values.Remove(item.Key);
                }

                return [];
            case "kv.Clear":
                _values.Clear();
                return [];
            default:
                throw new FakeServerException($"rpc: can't find method {method}");
        }
    }

    private KvItem? Find(string key)
    {
        lock (_gate)
        {
            var item = _values.GetValueOrDefault(key);
            return item is not null && DateTimeOffset.TryParse(item.Timeout, out var end) && end <= time.GetUtcNow() ? null : item;
        }
    }
}
