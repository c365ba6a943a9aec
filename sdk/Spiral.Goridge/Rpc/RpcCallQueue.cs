namespace Spiral.Goridge.Rpc;

/// <summary>Calls in order of arrival; the links lie in the calls, so one that gives up leaves the middle at once.</summary>
/// <remarks>Not thread-safe: guarded by the lock of the table.</remarks>
internal sealed class RpcCallQueue
{
    private RpcCall? _last;

    public int Count { get; private set; }

    public RpcCall? First { get; private set; }

    public void Enqueue(RpcCall call)
    {
        call.Previous = _last;
        if (_last is null)
        {
            First = call;
        }
        else
        {
            _last.Next = call;
        }

        _last = call;
        Count++;
    }

    public void Remove(RpcCall call)
    {
        if (call.Previous is null)
        {
            First = call.Next;
        }
        else
        {
            call.Previous.Next = call.Next;
        }

        if (call.Next is null)
        {
            _last = call.Previous;
        }
        else
        {
            call.Next.Previous = call.Previous;
        }

        call.Previous = null;
        call.Next = null;
        Count--;
    }
}
