namespace Spiral.RoadRunner.KeyValue;

/// <summary>Changes the bytes of all values of a storage on their way there and back: encryption, compression.</summary>
/// <remarks>
/// Works below every serializer, so bytes, text, typed values, caches and counters of a storage pass through it alike. Implementations are
/// thread-safe. Whatever they throw reaches the caller as a <see cref="SerializationException"/> with storage and key.
/// </remarks>
public interface IValueTransform
{
    /// <summary>Returns what is stored for a value.</summary>
    /// <param name="value">The bytes of the value, borrowed until the method returns.</param>
    /// <param name="storage">The name of the storage.</param>
    /// <param name="key">The key of the value.</param>
    public byte[] Apply(ReadOnlySpan<byte> value, string storage, string key);

    /// <summary>Returns the bytes of the value that <see cref="Apply"/> has changed.</summary>
    /// <param name="stored">What was stored, borrowed until the method returns.</param>
    /// <param name="storage">The name of the storage.</param>
    /// <param name="key">The key of the value.</param>
    public byte[] Revert(ReadOnlySpan<byte> stored, string storage, string key);
}
