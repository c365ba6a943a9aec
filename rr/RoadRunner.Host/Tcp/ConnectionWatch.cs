using System.Runtime.InteropServices;

namespace RoadRunner.Host.Tcp;

/// <summary>What a connection waits for, and since when: one number, written by the connection and read by the clock.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ConnectionWatch(ConnectionTimeouts timeouts)
{
    private const int KindBits = 2;
    private const long KindMask = (1 << KindBits) - 1;

    // The tick above, the kind in the lowest bits.
    private long _state;

    /// <summary>Gets what is waited for.</summary>
    public readonly WaitKind Kind => (WaitKind)(_state & KindMask);

    /// <summary>Gets the clock that ends waits which are not watched here.</summary>
    public readonly TimeProvider Time => timeouts.Clock.Time;

    /// <summary>The wait begins now.</summary>
    public void Begin(WaitKind kind) => Volatile.Write(ref _state, (timeouts.Clock.Now << KindBits) | (long)kind);

    /// <summary>Nothing is waited for.</summary>
    public void End() => Volatile.Write(ref _state, 0);

    /// <summary>Ends the wait when it has lasted for too long.</summary>
    /// <param name="now">The tick of the clock.</param>
    /// <returns>What was waited for in vain; <see cref="WaitKind.None"/> when there is time left.</returns>
    public WaitKind Expire(long now)
    {
        var state = Volatile.Read(ref _state);
        var kind = (WaitKind)(state & KindMask);
        return now - (state >> KindBits) >= timeouts.Of(kind) && Interlocked.CompareExchange(ref _state, 0, state) == state ? kind : WaitKind.None;
    }
}
