using System.Numerics;

namespace RoadRunner.Host.Metrics;

/// <summary>Some numbers that many threads add to, and that are read now and then. Nothing is locked or allocated.</summary>
/// <remarks>
/// Each processor has a copy of its own in the main, so that processors do not take the same memory from each other; the sum of the
/// copies is the number. A thread that is moved between looking and adding costs a little time and no count.
/// </remarks>
internal sealed class StripedCounters
{
    private const int MaxStripes = 16;

    // A line of the processor's cache, before and after, so that two copies never share one.
    private const int Padding = 64 / sizeof(long);

    private readonly int _count;
    private readonly long[][] _stripes;

    /// <summary>Creates numbers that are 0.</summary>
    /// <param name="count">How many.</param>
    public StripedCounters(int count)
    {
        _count = count;
        _stripes = new long[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, MaxStripes))][];
        for (var index = 0; index < _stripes.Length; index++)
        {
            _stripes[index] = new long[count + (2 * Padding)];
        }
    }

    /// <summary>Adds to a number.</summary>
    public void Add(int index, long value) =>
        Interlocked.Add(ref _stripes[Thread.GetCurrentProcessorId() & (_stripes.Length - 1)][Padding + index], value);

    /// <summary>Returns the numbers of this moment; each is right by itself.</summary>
    public long[] Snapshot()
    {
        var sums = new long[_count];
        foreach (var stripe in _stripes)
        {
            for (var index = 0; index < _count; index++)
            {
                sums[index] += Volatile.Read(ref stripe[Padding + index]);
            }
        }

        return sums;
    }
}
