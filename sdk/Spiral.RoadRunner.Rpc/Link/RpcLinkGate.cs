namespace Spiral.RoadRunner.Rpc;

/// <summary>Counts the accepted calls and refuses the one too many. Thread-safe, no lock.</summary>
internal sealed class RpcLinkGate(int max)
{
    private int _count;
    private volatile TaskCompletionSource? _empty;

    public int Max => max;

    public int Count => Volatile.Read(ref _count);

    public bool TryEnter()
    {
        var count = Count;
        while (count < max)
        {
            var seen = Interlocked.CompareExchange(ref _count, count + 1, count);
            if (seen == count)
            {
                return true;
            }

            count = seen;
        }

        return false;
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref _count) == 0)
        {
            _empty?.TrySetResult();
        }
    }

    /// <summary>Waits until nobody is inside. Whoever comes in afterwards has to look at the state of the link and leave.</summary>
    public Task WhenEmptyAsync()
    {
        var empty = RpcLinkStatus.NewSignal();
        _empty = empty;
        Interlocked.MemoryBarrier();
        if (Count == 0)
        {
            empty.TrySetResult();
        }

        return empty.Task;
    }
}
