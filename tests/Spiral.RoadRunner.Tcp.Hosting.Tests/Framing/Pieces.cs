namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Framing;

/// <summary>Ways in which bytes arrive.</summary>
internal static class Pieces
{
    public static IEnumerable<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> bytes, int size)
    {
        for (var index = 0; index < bytes.Length; index += size)
        {
            yield return bytes.Slice(index, Math.Min(size, bytes.Length - index));
        }
    }

    public static ReadOnlyMemory<byte>[] InTwo(ReadOnlyMemory<byte> bytes, int at) => [bytes[..at], bytes[at..]];

    public static List<ReadOnlyMemory<byte>> AtRandom(ReadOnlyMemory<byte> bytes, Random random)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        var largest = 1 + random.Next(bytes.Length + 1);
        while (!bytes.IsEmpty)
        {
            var size = Math.Min(bytes.Length, random.Next(largest + 1));
            pieces.Add(bytes[..size]);
            bytes = bytes[size..];
        }

        return pieces;
    }
}
