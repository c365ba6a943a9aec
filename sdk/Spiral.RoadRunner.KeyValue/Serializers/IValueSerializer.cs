using System.Buffers;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>Turns values of one type into bytes and back. See <see cref="ValueSerializers"/> for the ones that are there.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <remarks>
/// Implementations are thread-safe: one object serves all calls. Whatever they throw reaches the caller as the cause of a
/// <see cref="SerializationException"/> with storage and key.
/// </remarks>
public interface IValueSerializer<T>
{
    /// <summary>Writes a value.</summary>
    /// <param name="writer">Receives the bytes; not to be kept.</param>
    /// <param name="value">The value.</param>
    public void Write(IBufferWriter<byte> writer, T value);

    /// <summary>Reads a value.</summary>
    /// <param name="bytes">All bytes of the value, borrowed until the method returns.</param>
    public T Read(ReadOnlySpan<byte> bytes);
}
