using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace RoadRunner.Host.Rpc.Gob;

/// <summary>Writes gob: definitions of types, then one value, each as a message of its own. Not thread-safe.</summary>
/// <param name="output">Receives each message when it is complete.</param>
internal sealed class GobWriter(IBufferWriter<byte> output)
{
    private const ulong LastSmall = 0x7f;

    private readonly ArrayBufferWriter<byte> _message = new();

    /// <summary>Writes the definition of a slice.</summary>
    /// <param name="id">The number of the type.</param>
    /// <param name="name">Its name in Go, where it is sent; empty otherwise.</param>
    /// <param name="element">The number of the type of its elements.</param>
    public void DefineSlice(int id, string name, int element)
    {
        BeginDefinition(id, GobDefinition.Slice, name);
        WriteUInt(1);
        WriteInt(element);
        EndDefinition();
    }

    /// <summary>Writes the definition of a structure.</summary>
    /// <inheritdoc cref="DefineSlice"/>
    public void DefineStructure(int id, string name, params ReadOnlySpan<GobField> fields)
    {
        BeginDefinition(id, GobDefinition.Structure, name);
        WriteUInt(1);
        WriteUInt((ulong)fields.Length);
        foreach (var field in fields)
        {
            WriteNamed(field.Name, field.Type);
        }

        EndDefinition();
    }

    /// <summary>Begins the value. What is no structure has a zero byte in front.</summary>
    public void BeginValue(int type, bool isStructure = false)
    {
        WriteInt(type);
        if (!isStructure)
        {
            WriteUInt(0);
        }
    }

    /// <summary>Ends a message: its length and its bytes go to the output.</summary>
    public void EndMessage()
    {
        WriteUInt(output, (ulong)_message.WrittenCount);
        output.Write(_message.WrittenSpan);
        _message.ResetWrittenCount();
    }

    public void WriteUInt(ulong value) => WriteUInt(_message, value);

    public void WriteInt(long value) => WriteUInt(value < 0 ? ((ulong)~value << 1) | 1 : (ulong)value << 1);

    public void WriteBool(bool value) => WriteUInt(value ? 1UL : 0);

    public void WriteFloat(double value) => WriteUInt(BinaryPrimitives.ReverseEndianness(BitConverter.DoubleToUInt64Bits(value)));

    public void WriteText(string value)
    {
        WriteUInt((ulong)Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, _message);
    }

    private static void WriteUInt(IBufferWriter<byte> target, ulong value)
    {
        if (value <= LastSmall)
        {
            target.Write([(byte)value]);
            return;
        }

        Span<byte> bytes = stackalloc byte[1 + sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], value);
        var zeros = System.Numerics.BitOperations.LeadingZeroCount(value) / 8;
        bytes[zeros] = (byte)-(sizeof(ulong) - zeros);
        target.Write(bytes[zeros..]);
    }

    private void BeginDefinition(int id, int kind, string name)
    {
        WriteInt(-id);
        WriteUInt((ulong)kind);
        WriteUInt(1);
        WriteNamed(name, id);
    }

    // The end of the kind, and of the definition.
    private void EndDefinition()
    {
        WriteUInt(0);
        WriteUInt(0);
        EndMessage();
    }

    private void WriteNamed(string name, long number)
    {
        new GobStructureWriter(this).Text(name).Int(number).End();
    }
}
