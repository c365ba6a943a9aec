namespace Spiral.RoadRunner.KeyValue;

/// <summary>A value cannot be turned into bytes, or stored bytes cannot be turned into the value. The storage and the link are fine.</summary>
/// <remarks>The message names storage and key and repeats what the serializer said, which may be a piece of the value.</remarks>
public sealed class SerializationException : KeyValueException
{
    internal SerializationException(SerializationError error, string storage, string key, string reason, Exception? innerException = null)
        : base(storage, $"Can not {(error == SerializationError.CannotWrite ? "encode" : "decode")} the data of key \"{key}\" in storage \"{storage}\": {reason}", innerException)
    {
        Error = error;
        Key = key;
    }

    /// <summary>Gets what is wrong.</summary>
    public SerializationError Error { get; }

    /// <summary>Gets the key of the value.</summary>
    public string Key { get; }
}
