using System.Buffers;

namespace RoadRunner.Host.Proxy;

/// <summary>Reads the header of the PROXY protocol, version 1 (a line of text) or 2 (binary).</summary>
internal static class ProxyHeader
{
    /// <summary>Reads a header from the first bytes of a connection, as few of them as there may be.</summary>
    /// <param name="buffer">The bytes; not changed.</param>
    public static ProxyParse Parse(in ReadOnlySequence<byte> buffer)
    {
        // No more of a header means anything; what a long one has behind it is passed over by its length.
        Span<byte> copy = stackalloc byte[(int)Math.Min(buffer.Length, ProxyHeaderV2.MeaningfulBytes)];
        buffer.Slice(0, copy.Length).CopyTo(copy);
        if (IsStart(copy, ProxyHeaderV1.Prefix))
        {
            return ProxyHeaderV1.Parse(copy);
        }

        return IsStart(copy, ProxyHeaderV2.Signature) ? ProxyHeaderV2.Parse(copy, buffer.Length) : ProxyParse.Invalid("it does not begin with a PROXY header");
    }

    /// <summary>Returns whether the bytes begin with a mark, as far as there are any.</summary>
    private static bool IsStart(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> mark)
    {
        var length = Math.Min(bytes.Length, mark.Length);
        return bytes[..length].SequenceEqual(mark[..length]);
    }
}
