using Google.Protobuf;
using RoadRunner.Host.KeyValue;
using RoadRunner.Host.Rpc.Codecs;
using Spiral.RoadRunner.Rpc.Protos;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>The service <c>kv</c> over the storages of the configuration. A call is carried out although its client has gone; the storages bound its time.</summary>
internal static class KeyValueService
{
    private static readonly MessageArgument<KvRequest> Argument = new();
    private static readonly MessageResult<KvResponse> Result = new();

    public static RpcServiceMethods Create(StorageRegistry storages) => new RpcServiceMethods("kv")
        .Add("Has", Argument, Result, (request, _) => AnswerAsync("rpc_has", async () =>
            Keys(await storages.Get(request.Storage).HasAsync(KeysOf(request), CancellationToken.None))))
        .Add("Set", Argument, Result, (request, _) => AnswerAsync("rpc_set", async () =>
        {
            await storages.GetForSet(request.Storage).SetAsync(ItemsOf(request), CancellationToken.None);
            return new KvResponse();
        }))
        .Add("MGet", Argument, Result, (request, _) => AnswerAsync("rpc_mget", async () =>
            Items(await storages.Get(request.Storage).GetAsync(KeysOf(request), CancellationToken.None))))
        .Add("MExpire", Argument, Result, (request, _) => AnswerAsync("rpc_mexpire", async () =>
        {
            await storages.Get(request.Storage).ExpireAsync(ItemsOf(request), CancellationToken.None);
            return new KvResponse();
        }))
        .Add("TTL", Argument, Result, (request, _) => AnswerAsync("rpc_ttl", async () =>
            Items(await storages.Get(request.Storage).TtlAsync(KeysOf(request), CancellationToken.None))))

        // The wrong spelling is RoadRunner's, for both.
        .Add("Delete", Argument, Result, (request, _) => AnswerAsync("rcp_delete", async () =>
        {
            await storages.Get(request.Storage).DeleteAsync(KeysOf(request), CancellationToken.None);
            return new KvResponse();
        }))
        .Add("Clear", Argument, Result, (request, _) => AnswerAsync("rcp_delete", async () =>
        {
            await storages.Get(request.Storage).ClearAsync(CancellationToken.None);
            return new KvResponse();
        }));

    private static async ValueTask<KvResponse> AnswerAsync(string operation, Func<ValueTask<KvResponse>> request)
    {
        try
        {
            return await request();
        }
        catch (KeyValueException failure)
        {
            throw new RpcFault(failure.ReplyText(operation), failure);
        }
    }

    private static IReadOnlyList<string> KeysOf(KvRequest request) => [.. request.Items.Select(static item => item.Key)];

    private static IReadOnlyList<KeyValueItem> ItemsOf(KvRequest request) =>
        [.. request.Items.Select(static item => new KeyValueItem(item.Key, item.Value.Memory, item.Timeout))];

    private static KvResponse Keys(IReadOnlyList<string> keys) => new() { Items = { keys.Select(static key => new KvItem { Key = key }) } };

    // The store never changes the bytes of a value, so the message may share them.
    private static KvResponse Items(IReadOnlyList<KeyValueItem> items) => new()
    {
        Items = { items.Select(static item => new KvItem { Key = item.Key, Value = UnsafeByteOperations.UnsafeWrap(item.Value), Timeout = item.Timeout }) },
    };
}
