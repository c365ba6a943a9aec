using Google.Protobuf.Collections;
using Spiral.Goridge.Rpc;
using Spiral.RoadRunner.Rpc;
using Spiral.RoadRunner.Rpc.Protobuf;
using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>Calls of one storage, and its errors in our types.</summary>
internal sealed class KeyValueCalls(IRpcCaller caller, string storage, TimeSpan? timeout)
{
    private static readonly ProtobufRpcCodec<KvRequest, KvResponse> Codec = new(KvResponse.Parser);

    public IRpcCaller Caller => caller;

    public string Storage => storage;

    public async ValueTask<RepeatedField<KvItem>> CallAsync(string method, IEnumerable<KvItem> items, CancellationToken cancellationToken)
    {
        var request = new KvRequest { Storage = storage };
        request.Items.AddRange(items);
        try
        {
            var response = await caller.CallAsync(method, request, Codec, timeout, cancellationToken).ConfigureAwait(false);
            return response.Items;
        }
        catch (RpcException error)
        {
            throw new StorageException(storage, error);
        }
    }
}
