namespace Spiral.RoadRunner.KeyValue;

/// <summary>What the server complained about, see <see cref="StorageException"/>.</summary>
public enum StorageError
{
    /// <summary>Something that has no value of its own here, such as a redis that cannot be reached; the text of the server says it.</summary>
    Failed,

    /// <summary>The <c>kv</c> section of the configuration has no storage of this name.</summary>
    UnknownStorage,

    /// <summary>The request named no storage.</summary>
    NoStorage,

    /// <summary>The server has no key-value service: its configuration has no <c>kv</c> section.</summary>
    NotConfigured,

    /// <summary>The driver of the storage, or this version of the server, does not have the method.</summary>
    NotSupported,

    /// <summary>A key is empty or blank. Our client refuses such keys before it sends anything.</summary>
    InvalidKey,

    /// <summary>An expiry is no time. Our client never sends one.</summary>
    InvalidExpiry,
}
