using Google.Protobuf;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>Counts the fields of a protobuf message before it is read: each may become an object many times the size of its bytes.</summary>
internal static class ProtoFields
{
    private const int MaxVarintBytes = 10;

    /// <summary>Returns how many fields the message itself has; those inside its fields are not counted, since messages of calls have lists at their top only.</summary>
    /// <param name="body">Any bytes; from the first one on that is no protobuf nothing is counted.</param>
    public static int Count(ReadOnlySpan<byte> body)
    {
        var count = 0;
        while (TrySkipField(ref body))
        {
            count++;
        }

        return count;
    }

    private static bool TrySkipField(ref ReadOnlySpan<byte> rest)
    {
        if (!TryReadVarint(ref rest, out var tag))
        {
            return false;
        }

        switch (WireFormat.GetTagWireType((uint)tag))
        {
            case WireFormat.WireType.Varint:
                return TryReadVarint(ref rest, out _);
            case WireFormat.WireType.Fixed64:
                return TrySkip(ref rest, sizeof(ulong));
            case WireFormat.WireType.Fixed32:
                return TrySkip(ref rest, sizeof(uint));
            case WireFormat.WireType.LengthDelimited:
                return TryReadVarint(ref rest, out var length) && TrySkip(ref rest, length);
            case WireFormat.WireType.StartGroup or WireFormat.WireType.EndGroup:
                // What is between the two is counted too.
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> rest, out ulong value)
    {
        value = 0;
        for (var at = 0; at < Math.Min(rest.Length, MaxVarintBytes); at++)
        {
            value |= (ulong)(rest[at] & 0x7f) << (7 * at);
            if (rest[at] < 0x80)
            {
                rest = rest[(at + 1)..];
                return true;
            }
        }

        return false;
    }

    private static bool TrySkip(ref ReadOnlySpan<byte> rest, ulong length)
    {
        if (length > (ulong)rest.Length)
        {
            return false;
        }

        rest = rest[(int)length..];
        return true;
    }
}
