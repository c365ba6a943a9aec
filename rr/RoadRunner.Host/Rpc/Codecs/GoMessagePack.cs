using System.Buffers;
using MessagePack;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>Reads MessagePack as the Go server does: structures are maps by field name.</summary>
internal static class GoMessagePack
{
    /// <summary>How deep arrays and maps may be nested: reading them is recursive.</summary>
    private const int MaxDepth = 64;

    /// <summary>Reads one value.</summary>
    /// <exception cref="RpcFault">It has too many parts, is nested too deep, or holds an extension.</exception>
    /// <exception cref="EndOfStreamException">The value is cut off.</exception>
    /// <remarks>Bytes that are not MessagePack, or a map with a key that is not a string, end in the <c>MessagePackSerializationException</c> of the library.</remarks>
    public static GoValue Read(ref MessagePackReader reader)
    {
        var left = GoValue.MaxValues;
        return ReadValue(ref reader, ref left, depth: 0);
    }

    private static GoValue ReadValue(ref MessagePackReader reader, ref int left, int depth)
    {
        if (--left < 0)
        {
            throw new RpcFault($"msgpack: more than {GoValue.MaxValues} values");
        }

        if (depth > MaxDepth)
        {
            throw new RpcFault($"msgpack: arrays and maps are nested deeper than {MaxDepth}");
        }

        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Nil:
                reader.ReadNil();
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
                return new GoValue(reader.ReadBytes()?.ToArray() ?? []);
            case MessagePackType.Array:
                return new GoValue(ReadList(ref reader, ref left, depth + 1));
            case MessagePackType.Map:
                return new GoValue(ReadMap(ref reader, ref left, depth + 1));
            case MessagePackType.Extension:
                throw new RpcFault("msgpack: extensions are not supported");
            default:
                throw new RpcFault($"msgpack: the byte 0x{reader.NextCode:x2} starts no value");
        }
    }

    private static List<GoValue> ReadList(ref MessagePackReader reader, ref int left, int depth)
    {
        var count = reader.ReadArrayHeader();
        var items = new List<GoValue>();
        for (var index = 0; index < count; index++)
        {
            items.Add(ReadValue(ref reader, ref left, depth));
        }

        return items;
    }

    private static List<KeyValuePair<string, GoValue>> ReadMap(ref MessagePackReader reader, ref int left, int depth)
    {
        var count = reader.ReadMapHeader();
        var fields = new List<KeyValuePair<string, GoValue>>();
        for (var index = 0; index < count; index++)
        {
            var name = reader.ReadString() ?? throw new RpcFault("msgpack: a map has nil as a key");
            fields.Add(KeyValuePair.Create(name, ReadValue(ref reader, ref left, depth)));
        }

        return fields;
    }
}
