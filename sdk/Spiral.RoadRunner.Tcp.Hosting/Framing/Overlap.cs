namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Where bytes end in what others begin with.</summary>
internal static class Overlap
{
    /// <summary>Gets how many of the last bytes are the beginning of others, as many as can be.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="other">The others.</param>
    public static int OfEnd(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> other)
    {
        for (var count = Math.Min(bytes.Length, other.Length); count > 0; count--)
        {
            if (other.StartsWith(bytes[^count..]))
                return count;
        }

        return 0;
    }
}
