using System.Buffers.Binary;

namespace Spiral.Goridge.Rpc;

/// <content>The first bytes of a value, in all the forms of the specification.</content>
public ref partial struct MessagePackReader
{
    private MessagePackHead ReadHead()
    {
        var position = _position;
        var code = Take(1)[0];
        return code switch
        {
            <= MessagePackCode.MaxPositiveFixInt => new(MessagePackType.Integer, position, code),
            < MessagePackCode.FixArray => Count(MessagePackType.Map, position, (uint)code & 0x0f, bytesEach: 2),
            < MessagePackCode.FixStr => Count(MessagePackType.Array, position, (uint)code & 0x0f, bytesEach: 1),
            < MessagePackCode.Nil => Length(MessagePackType.String, position, (uint)code & 0x1f),
            MessagePackCode.Nil => new(MessagePackType.Nil, position, 0),
            MessagePackCode.NeverUsed => throw new MessagePackException(MessagePackError.NeverUsed, position, "The byte 0xc1 starts no value"),
            MessagePackCode.False => new(MessagePackType.Boolean, position, 0),
            MessagePackCode.True => new(MessagePackType.Boolean, position, 1),
            MessagePackCode.Bin8 => Length(MessagePackType.Binary, position, TakeNumber(1)),
            MessagePackCode.Bin16 => Length(MessagePackType.Binary, position, TakeNumber(2)),
            MessagePackCode.Bin32 => Length(MessagePackType.Binary, position, TakeNumber(4)),
            MessagePackCode.Ext8 => Length(MessagePackType.Extension, position, TakeNumber(1)),
            MessagePackCode.Ext16 => Length(MessagePackType.Extension, position, TakeNumber(2)),
            MessagePackCode.Ext32 => Length(MessagePackType.Extension, position, TakeNumber(4)),
            MessagePackCode.Float32 => new(MessagePackType.Float, position, TakeNumber(4), IsSingle: true),
            MessagePackCode.Float64 => new(MessagePackType.Float, position, TakeNumber(8)),
            MessagePackCode.UInt8 => new(MessagePackType.Integer, position, TakeNumber(1)),
            MessagePackCode.UInt16 => new(MessagePackType.Integer, position, TakeNumber(2)),
            MessagePackCode.UInt32 => new(MessagePackType.Integer, position, TakeNumber(4)),
            MessagePackCode.UInt64 => new(MessagePackType.Integer, position, TakeNumber(8)),
            MessagePackCode.Int8 => Signed(position, (sbyte)TakeNumber(1)),
            MessagePackCode.Int16 => Signed(position, (short)TakeNumber(2)),
            MessagePackCode.Int32 => Signed(position, (int)TakeNumber(4)),
            MessagePackCode.Int64 => Signed(position, (long)TakeNumber(8)),
            <= MessagePackCode.FixExt16 => Length(MessagePackType.Extension, position, 1u << (code - MessagePackCode.FixExt1)),
            MessagePackCode.Str8 => Length(MessagePackType.String, position, TakeNumber(1)),
            MessagePackCode.Str16 => Length(MessagePackType.String, position, TakeNumber(2)),
            MessagePackCode.Str32 => Length(MessagePackType.String, position, TakeNumber(4)),
            MessagePackCode.Array16 => Count(MessagePackType.Array, position, TakeNumber(2), bytesEach: 1),
            MessagePackCode.Array32 => Count(MessagePackType.Array, position, TakeNumber(4), bytesEach: 1),
            MessagePackCode.Map16 => Count(MessagePackType.Map, position, TakeNumber(2), bytesEach: 2),
            MessagePackCode.Map32 => Count(MessagePackType.Map, position, TakeNumber(4), bytesEach: 2),
            _ => Signed(position, (sbyte)code),
        };
    }

    private static MessagePackHead Signed(int position, long value) =>
        new(MessagePackType.Integer, position, (ulong)value, IsNegative: value < 0);

    // The type byte of an extension comes before its data.
    private readonly MessagePackHead Length(MessagePackType type, int position, ulong length) =>
        Announced(type, position, length, length + (type == MessagePackType.Extension ? 1u : 0u));

    // Even an empty value has one byte.
    private readonly MessagePackHead Count(MessagePackType type, int position, ulong count, uint bytesEach) =>
        Announced(type, position, count, count * bytesEach);

    private readonly MessagePackHead Announced(MessagePackType type, int position, ulong number, ulong neededBytes)
    {
        var left = _bytes.Length - _position;
        return neededBytes <= (ulong)left
            ? new MessagePackHead(type, position, number)
            : throw new MessagePackException(MessagePackError.LengthBeyondEnd, position, $"{type} announces {number}, needs {neededBytes} bytes and has {left}");
    }

    private ulong TakeNumber(int size)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        Take(size).CopyTo(bytes[^size..]);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _position)
        {
            throw new MessagePackException(MessagePackError.Truncated, _position, $"{count} bytes are needed, {_bytes.Length - _position} are left");
        }

        var bytes = _bytes.Slice(_position, count);
        _position += count;
        return bytes;
    }
}
