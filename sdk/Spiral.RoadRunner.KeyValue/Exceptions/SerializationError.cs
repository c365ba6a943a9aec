namespace Spiral.RoadRunner.KeyValue;

/// <summary>What is wrong with a value, see <see cref="SerializationException"/>.</summary>
public enum SerializationError
{
    /// <summary>The serializer or the transform could not turn the value into bytes. Nothing was sent.</summary>
    CannotWrite,

    /// <summary>The stored bytes are not what the serializer or the transform expects.</summary>
    CannotRead,

    /// <summary>The stored bytes are not an encrypted value, or of a later version than this one knows.</summary>
    NotEncrypted,

    /// <summary>The value was encrypted with a key whose id is not in the key ring.</summary>
    UnknownKey,

    /// <summary>The key is the wrong one, the bytes were changed, or they were copied from another key or storage.</summary>
    NotAuthentic,
}
