using System.Runtime.InteropServices;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What is known of a part of an index without reading it.</summary>
/// <param name="Count">How many entries it has, expired ones included.</param>
/// <param name="Earliest">When the first of them expires, in Unix milliseconds.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ShardState(int Count, long Earliest)
{
    public static ShardState Of(List<IndexEntry> entries) => new(entries.Count, entries.Count == 0 ? long.MaxValue : entries.Min(static entry => entry.Time));
}
