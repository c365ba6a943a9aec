using System.Runtime.InteropServices;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A hash that is the same in every process, unlike that of a string: FNV-1a, 64 bits.</summary>
internal static class StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(string text)
    {
        var hash = Offset;
        foreach (var value in MemoryMarshal.AsBytes(text.AsSpan()))
        {
            hash = (hash ^ value) * Prime;
        }

        return hash;
    }
}
