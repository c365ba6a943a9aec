using System.Buffers.Binary;
using System.Text;

namespace Spiral.Goridge.Rpc;

/// <summary>Reads MessagePack values one after the other, from memory that it borrows.</summary>
/// <remarks>
/// Every form of a value is accepted, not only the shortest. A length is compared with the bytes that are left before anything is made
/// of it: a value never takes more memory than its bytes justify. Any bytes give values or a <see cref="MessagePackException"/>,
/// after which the reader is of no use. Not thread-safe; pass it by reference.
/// </remarks>
public ref partial struct MessagePackReader
{
    /// <summary>How deep arrays and maps may be nested.</summary>
    public const int MaxDepth = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;
    private int _depth;
    private MessagePackNesting _open;

    /// <summary>Creates a reader.</summary>
    /// <param name="bytes">The values, borrowed as long as the reader and the spans it returns are used.</param>
    public MessagePackReader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Gets a value indicating whether all bytes have been read.</summary>
    public readonly bool IsAtEnd => _position == _bytes.Length;

    /// <summary>Gets the type of the next value without reading it.</summary>
    /// <exception cref="MessagePackException">There is none.</exception>
    public readonly MessagePackType PeekType()
    {
        var ahead = this;
        return ahead.ReadHead().Type;
    }

    /// <summary>Reads nil if it is next; reads nothing otherwise.</summary>
    /// <returns>Whether it was.</returns>
    public bool TryReadNil()
    {
        if (IsAtEnd || _bytes[_position] != MessagePackCode.Nil)
        {
            return false;
        }

        _position++;
        Complete(children: 0);
        return true;
    }

    /// <summary>Reads true or false.</summary>
    /// <exception cref="MessagePackException">There is something else.</exception>
    public bool ReadBoolean() => ReadScalar(MessagePackType.Boolean).Bits == 1;

    /// <summary>Reads an integer of any form.</summary>
    /// <exception cref="MessagePackException">There is something else, or a value above 2^63 − 1.</exception>
    public long ReadInt64()
    {
        var head = ReadScalar(MessagePackType.Integer);
        return head.IsNegative || head.Bits <= long.MaxValue ? (long)head.Bits : throw OutOfRange(head, "Int64");
    }

    /// <summary>Reads an integer of any form.</summary>
    /// <exception cref="MessagePackException">There is something else, or a negative value.</exception>
    public ulong ReadUInt64()
    {
        var head = ReadScalar(MessagePackType.Integer);
        return head.IsNegative ? throw OutOfRange(head, "UInt64") : head.Bits;
    }

    /// <summary>Reads an integer of any form.</summary>
    /// <exception cref="MessagePackException">There is something else, or a value that needs more than 32 bits.</exception>
    public int ReadInt32()
    {
        var head = ReadScalar(MessagePackType.Integer);
        var isInRange = head.IsNegative ? (long)head.Bits >= int.MinValue : head.Bits <= int.MaxValue;
        return isInRange ? (int)head.Bits : throw OutOfRange(head, "Int32");
    }

    /// <summary>Reads a float of either size, or an integer, which some writers prefer for whole numbers.</summary>
    /// <exception cref="MessagePackException">There is something else.</exception>
    public double ReadDouble()
    {
        if (PeekType() == MessagePackType.Integer)
        {
            var number = ReadScalar(MessagePackType.Integer);
            return number.IsNegative ? (long)number.Bits : number.Bits;
        }

        var head = ReadScalar(MessagePackType.Float);
        return head.IsSingle ? BitConverter.UInt32BitsToSingle((uint)head.Bits) : BitConverter.UInt64BitsToDouble(head.Bits);
    }

    /// <summary>Reads a string.</summary>
    /// <exception cref="MessagePackException">There is something else, or the text is not UTF-8.</exception>
    public string ReadString()
    {
        var position = _position;
        var bytes = ReadUtf8();
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException cause)
        {
            throw new MessagePackException(MessagePackError.InvalidText, position, "The string is not UTF-8", cause);
        }
    }

    /// <summary>Reads a string as the bytes it has, without looking at them; for comparing the name of a field.</summary>
    /// <returns>The bytes, borrowed from the input.</returns>
    /// <exception cref="MessagePackException">There is something else.</exception>
    public ReadOnlySpan<byte> ReadUtf8() => ReadBytes(MessagePackType.String);

    /// <summary>Reads bytes.</summary>
    /// <returns>The bytes, borrowed from the input.</returns>
    /// <exception cref="MessagePackException">There is something else.</exception>
    public ReadOnlySpan<byte> ReadBinary() => ReadBytes(MessagePackType.Binary);

    /// <summary>Reads an extension.</summary>
    /// <param name="type">Its type; negative ones belong to the format.</param>
    /// <returns>Its bytes, borrowed from the input.</returns>
    /// <exception cref="MessagePackException">There is something else.</exception>
    public ReadOnlySpan<byte> ReadExtension(out sbyte type)
    {
        var head = Expect(MessagePackType.Extension);
        type = (sbyte)Take(1)[0];
        var data = Take(head.Length);
        Complete(children: 0);
        return data;
    }

    /// <summary>Reads a timestamp of any of its three sizes.</summary>
    /// <exception cref="MessagePackException">There is something else, or more than 999,999,999 nanoseconds.</exception>
    public MessagePackTimestamp ReadTimestamp()
    {
        var position = _position;
        var data = ReadExtension(out var type);
        if (type != MessagePackTimestamp.ExtensionType || data.Length is not (4 or 8 or 12))
        {
            throw new MessagePackException(MessagePackError.UnexpectedType, position, $"Expected a timestamp, found extension {type} with {data.Length} bytes,");
        }

        var (seconds, nanoseconds) = data.Length switch
        {
            4 => (BinaryPrimitives.ReadUInt32BigEndian(data), 0u),
            8 => ((long)(BinaryPrimitives.ReadUInt64BigEndian(data) & ((1UL << 34) - 1)), (uint)(BinaryPrimitives.ReadUInt64BigEndian(data) >> 34)),
            _ => (BinaryPrimitives.ReadInt64BigEndian(data[4..]), BinaryPrimitives.ReadUInt32BigEndian(data)),
        };
        return nanoseconds <= MessagePackTimestamp.MaxNanoseconds
            ? new MessagePackTimestamp(seconds, nanoseconds)
            : throw new MessagePackException(MessagePackError.OutOfRange, position, $"The timestamp has {nanoseconds} nanoseconds");
    }

    /// <summary>Makes sure that nothing follows.</summary>
    /// <exception cref="MessagePackException">There are more bytes.</exception>
    public readonly void ReadEnd()
    {
        if (!IsAtEnd)
        {
            throw new MessagePackException(MessagePackError.TrailingBytes, _position, $"{_bytes.Length - _position} bytes follow the value");
        }
    }

    private static MessagePackException OutOfRange(MessagePackHead head, string type) =>
        new(MessagePackError.OutOfRange, head.Position, $"The integer does not fit {type}");

    private MessagePackHead Expect(MessagePackType type)
    {
        var head = ReadHead();
        return head.Type == type
            ? head
            : throw new MessagePackException(MessagePackError.UnexpectedType, head.Position, $"Expected {type}, found {head.Type}");
    }

    private MessagePackHead ReadScalar(MessagePackType type)
    {
        var head = Expect(type);
        Complete(children: 0);
        return head;
    }

    private ReadOnlySpan<byte> ReadBytes(MessagePackType type)
    {
        var bytes = Take(Expect(type).Length);
        Complete(children: 0);
        return bytes;
    }
}
