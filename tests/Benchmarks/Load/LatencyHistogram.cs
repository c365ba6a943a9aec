using System.Diagnostics;
using System.Numerics;

namespace RoadRunner.Benchmarks.Load;

/// <summary>Counts durations in buckets of constant relative width: 32 to each power of two, an error of 3 % at most.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBucketBits = 5;
    private const int SubBuckets = 1 << SubBucketBits;

    private readonly int[] _counts = new int[(64 - SubBucketBits + 1) * SubBuckets];

    public void Record(long ticks) => _counts[IndexOf(ticks)]++;

    public void AddTo(LatencyHistogram total)
    {
        for (var index = 0; index < _counts.Length; index++)
        {
            total._counts[index] += _counts[index];
        }
    }

    public void Clear() => Array.Clear(_counts);

    /// <summary>The duration that <paramref name="fraction"/> of all records do not exceed, in microseconds; 0 without records.</summary>
    public double Percentile(double fraction)
    {
        long total = 0;
        foreach (var count in _counts)
        {
            total += count;
        }

        var wanted = (long)Math.Ceiling(total * fraction);
        long seen = 0;
        for (var index = 0; index < _counts.Length; index++)
        {
            seen += _counts[index];
            if (seen >= wanted && seen > 0)
            {
                return MiddleOf(index) * 1e6 / Stopwatch.Frequency;
            }
        }

        return 0;
    }

    private static int IndexOf(long ticks)
    {
        var value = (ulong)Math.Max(ticks, 0);
        if (value < SubBuckets)
        {
            return (int)value;
        }

        var shift = BitOperations.Log2(value) - SubBucketBits;
        return ((shift + 1) << SubBucketBits) + (int)((value >> shift) & (SubBuckets - 1));
    }

    private static double MiddleOf(int index)
    {
        if (index < SubBuckets)
        {
            return index;
        }

        var shift = (index >> SubBucketBits) - 1;
        var start = (double)((ulong)(SubBuckets + (index & (SubBuckets - 1))) << shift);
        return start + ((1UL << shift) / 2.0);
    }
}
