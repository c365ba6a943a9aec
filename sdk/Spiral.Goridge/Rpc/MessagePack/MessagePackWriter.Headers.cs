using System.Buffers.Binary;

namespace Spiral.Goridge.Rpc;

/// <content>The first bytes of a value, in the shortest form that the specification has for it.</content>
public readonly partial struct MessagePackWriter
{
    private void WriteStringHeader(int count)
    {
        if (count <= MessagePackCode.MaxFixStr)
        {
            WriteCode((byte)(MessagePackCode.FixStr | count));
        }
        else
        {
            WriteLength(count, MessagePackCode.Str8, MessagePackCode.Str16, MessagePackCode.Str32);
        }
    }

    private void WriteCount(int count, byte fixedCode, byte code16, byte code32)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        switch (count)
        {
            case <= MessagePackCode.MaxFixCount:
                WriteCode((byte)(fixedCode | count));
                break;
            case <= ushort.MaxValue:
                WriteSized(code16, (ulong)count, sizeof(ushort));
                break;
            default:
                WriteSized(code32, (ulong)count, sizeof(uint));
                break;
        }
    }

    private void WriteLength(int length, byte code8, byte code16, byte code32)
    {
        switch (length)
        {
            case <= byte.MaxValue:
                WriteSized(code8, (ulong)length, sizeof(byte));
                break;
            case <= ushort.MaxValue:
                WriteSized(code16, (ulong)length, sizeof(ushort));
                break;
            default:
                WriteSized(code32, (ulong)length, sizeof(uint));
                break;
        }
    }

    private void WriteCode(byte code)
    {
        _writer.GetSpan(1)[0] = code;
        _writer.Advance(1);
    }

    // A first byte and the last bytes of a number, most significant first.
    private void WriteSized(byte code, ulong value, int size)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        var destination = _writer.GetSpan(1 + size);
        destination[0] = code;
        bytes[^size..].CopyTo(destination[1..]);
        _writer.Advance(1 + size);
    }
}
