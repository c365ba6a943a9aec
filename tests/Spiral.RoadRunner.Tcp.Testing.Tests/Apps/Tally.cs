namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>Counts in a field: right in one process, wrong in a pool.</summary>
internal sealed class Tally
{
    private int _count;

    public int Next() => Interlocked.Increment(ref _count);
}
