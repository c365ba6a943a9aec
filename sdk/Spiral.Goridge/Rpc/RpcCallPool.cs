namespace Spiral.Goridge.Rpc;

/// <summary>Calls that have ended and can be used again. Thread-safe.</summary>
internal sealed class RpcCallPool(RpcCallTable table, RpcConnectionOptions options)
{
    private readonly Lock _lock = new();
    private readonly Stack<RpcCall> _idle = new();

    public RpcCall Rent()
    {
        lock (_lock)
        {
            if (_idle.TryPop(out var call))
            {
                return call;
            }
        }

        return new RpcCall(table, options.TimeProvider);
    }

    public void Return(RpcCall call)
    {
        call.Reset();
        lock (_lock)
        {
            if (_idle.Count < options.MaxInFlight)
            {
                _idle.Push(call);
                return;
            }
        }

        call.Dispose();
    }
}
