using System.Buffers;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>Serializer and transform one after the other, and their errors with storage and key.</summary>
internal sealed class ValueCodec(string storage, IValueTransform? transform)
{
    public ReadOnlyMemory<byte> Write(string key, ReadOnlyMemory<byte> value)
    {
        try
        {
            return transform is null ? value : transform.Apply(value.Span, storage, key);
        }
        catch (Exception cause) when (cause is not SerializationException)
        {
            throw CannotWrite(key, cause);
        }
    }

    public ReadOnlyMemory<byte> Write<T>(string key, T value, IValueSerializer<T> serializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        var bytes = new ArrayBufferWriter<byte>();
        try
        {
            serializer.Write(bytes, value);
        }
        catch (Exception cause) when (cause is not SerializationException)
        {
            throw CannotWrite(key, cause);
        }

        return Write(key, bytes.WrittenMemory);
    }

    public T Read<T>(string key, ReadOnlySpan<byte> stored, IValueSerializer<T> serializer)
    {
        try
        {
            return serializer.Read(transform is null ? stored : transform.Revert(stored, storage, key));
        }
        catch (Exception cause) when (cause is not SerializationException)
        {
            throw new SerializationException(SerializationError.CannotRead, storage, key, cause.Message, cause);
        }
    }

    private SerializationException CannotWrite(string key, Exception cause) =>
        new(SerializationError.CannotWrite, storage, key, cause.Message, cause);
}
