using System.Buffers;
using System.Buffers.Binary;
using Spiral.Goridge.Rpc;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>MessagePack as the Go server reads and writes it: structures are maps by field name, integers take nine bytes.</summary>
internal static class GoMessagePack
{
    private const byte UInt64 = 0xcf;
    private const byte Int64 = 0xd3;

    /// <summary>Reads a body.</summary>
    /// <exception cref="RpcFault">It has too many parts, or a map whose keys are no texts.</exception>
    /// <exception cref="MessagePackException">It is no MessagePack.</exception>
    public static GoValue Read(ReadOnlySpan<byte> body)
    {
        var reader = new MessagePackReader(body);
        var left = GoValue.MaxValues;
        return ReadValue(ref reader, ref left);
    }

    /// <summary>Writes a signed integer in its full width.</summary>
    public static void WriteInt64(IBufferWriter<byte> writer, long value) => WriteWide(writer, Int64, (ulong)value);

    /// <summary>Writes an unsigned integer in its full width.</summary>
    public static void WriteUInt64(IBufferWriter<byte> writer, ulong value) => WriteWide(writer, UInt64, value);

    private static void WriteWide(IBufferWriter<byte> writer, byte code, ulong value)
    {
        const int width = 1 + sizeof(ulong);
        var destination = writer.GetSpan(width);
        destination[0] = code;
        BinaryPrimitives.WriteUInt64BigEndian(destination[1..], value);
        writer.Advance(width);
    }

    private static GoValue ReadValue(ref MessagePackReader reader, ref int left)
    {
        if (--left < 0)
        {
            throw new RpcFault($"msgpack: more than {GoValue.MaxValues} values");
        }

        switch (reader.PeekType())
        {
            case MessagePackType.Nil:
                reader.TryReadNil();
                return default;
            case MessagePackType.Boolean:
                return new GoValue(reader.ReadBoolean());
            case MessagePackType.Integer:
                return new GoValue(reader.ReadInt64());
            case MessagePackType.Float:
                return new GoValue(reader.ReadDouble());
            case MessagePackType.String:
                return new GoValue(reader.ReadString());
            case MessagePackType.Binary:
                return new GoValue(reader.ReadBinary().ToArray());
            case MessagePackType.Array:
                return new GoValue(ReadList(ref reader, ref left));
            case MessagePackType.Map:
                return new GoValue(ReadMap(ref reader, ref left));
            default:
                throw new RpcFault("msgpack: extensions are not supported");
        }
    }

    private static List<GoValue> ReadList(ref MessagePackReader reader, ref int left)
    {
        var count = reader.ReadArrayHeader();
        var items = new List<GoValue>();
        for (var index = 0; index < count; index++)
        {
            items.Add(ReadValue(ref reader, ref left));
        }

        return items;
    }

    private static List<KeyValuePair<string, GoValue>> ReadMap(ref MessagePackReader reader, ref int left)
    {
        var count = reader.ReadMapHeader();
        var fields = new List<KeyValuePair<string, GoValue>>();
        for (var index = 0; index < count; index++)
        {
            var name = reader.ReadString();
            fields.Add(KeyValuePair.Create(name, ReadValue(ref reader, ref left)));
        }

        return fields;
    }
}
