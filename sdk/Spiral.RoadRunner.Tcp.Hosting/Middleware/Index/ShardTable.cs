using System.Buffers.Binary;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What is known of all parts of an index, as it is stored: a byte of version, then 12 bytes for each part.</summary>
internal static class ShardTable
{
    private const byte Version = 1;
    private const int StateBytes = 12;

    public static byte[] Write(ShardState[] states)
    {
        var bytes = new byte[1 + (states.Length * StateBytes)];
        bytes[0] = Version;
        for (var index = 0; index < states.Length; index++)
        {
            var at = bytes.AsSpan(1 + (index * StateBytes));
            BinaryPrimitives.WriteInt32LittleEndian(at, states[index].Count);
            BinaryPrimitives.WriteInt64LittleEndian(at[4..], states[index].Earliest);
        }

        return bytes;
    }

    /// <summary>Returns null when there is none, or one of another number of parts: then the parts themselves have to be read.</summary>
    public static ShardState[]? Read(byte[]? stored, int shards)
    {
        if (stored is null || stored.Length != 1 + (shards * StateBytes) || stored[0] != Version)
        {
            return null;
        }

        var states = new ShardState[shards];
        for (var index = 0; index < shards; index++)
        {
            var at = stored.AsSpan(1 + (index * StateBytes));
            states[index] = new ShardState(BinaryPrimitives.ReadInt32LittleEndian(at), BinaryPrimitives.ReadInt64LittleEndian(at[4..]));
        }

        return states;
    }
}
