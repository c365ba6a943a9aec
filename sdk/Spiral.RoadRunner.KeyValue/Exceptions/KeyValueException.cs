namespace Spiral.RoadRunner.KeyValue;

/// <summary>The base of what can go wrong with a value, as opposed to the link.</summary>
/// <remarks>
/// <see cref="StorageException"/> is the server's answer, <see cref="SerializationException"/> is about the bytes of a value,
/// <see cref="LockUnavailableException"/> about the lock of a counter. The link's own exceptions
/// (<see cref="Rpc.RpcLinkException"/>) pass through every method of this package as they are.
/// </remarks>
public abstract class KeyValueException : Exception
{
    private protected KeyValueException(string storage, string message, Exception? innerException = null)
        : base(message, innerException) => Storage = storage;

    /// <summary>Gets the name of the storage.</summary>
    public string Storage { get; }
}
