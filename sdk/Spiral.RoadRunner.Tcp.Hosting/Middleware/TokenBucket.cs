using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>An allowance: permits that come back with time. A value.</summary>
/// <param name="Permits">How many are there.</param>
/// <param name="Since">As of when, in seconds of some clock.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenBucket(double Permits, double Since)
{
    private const int Bytes = 16;

    /// <summary>Takes one permit, if there is one.</summary>
    public bool TryTake(int burst, double perSecond, double now, out TokenBucket after)
    {
        // A clock that was put back gives nothing.
        var permits = Math.Min(burst, Permits + (Math.Max(0, now - Since) * perSecond));
        after = new TokenBucket(permits >= 1 ? permits - 1 : permits, now);
        return permits >= 1;
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Bytes];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, Permits);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8), Since);
        return bytes;
    }

    /// <summary>Returns null when the bytes are no allowance.</summary>
    public static TokenBucket? Read(byte[]? bytes)
    {
        if (bytes is not { Length: Bytes })
        {
            return null;
        }

        var bucket = new TokenBucket(BinaryPrimitives.ReadDoubleLittleEndian(bytes), BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(8)));
        return double.IsFinite(bucket.Permits) && double.IsFinite(bucket.Since) ? bucket : null;
    }
}
