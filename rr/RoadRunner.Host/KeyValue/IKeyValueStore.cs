namespace RoadRunner.Host.KeyValue;

/// <summary>One key-value storage, whatever keeps its values. Safe to call from any thread.</summary>
/// <remarks>
/// <para>
/// A key that is missing or has expired is left out of a reply; a key asked for twice is in it once; a reply has the order of the
/// request. A call without items does nothing (but see <see cref="DeleteAsync"/>).
/// </para>
/// <para>
/// Every call throws <see cref="KeyValueException"/> when it fails; its <see cref="KeyValueException.ReplyText"/> is the text for the
/// client. A blank key fails the whole call, except in <see cref="SetAsync"/>, which stores it, never to be read. A token that fires
/// ends the waiting; the call may still be carried out.
/// </para>
/// </remarks>
internal interface IKeyValueStore : IAsyncDisposable
{
    /// <summary>Returns those of the keys that exist.</summary>
    public ValueTask<IReadOnlyList<string>> HasAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>Returns the keys that exist with their values, without timeouts. The store never changes the bytes of a value, and nobody else may.</summary>
    public ValueTask<IReadOnlyList<KeyValueItem>> GetAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Stores values, in order; values are copied before the call returns its task. An item without a timeout, or with one that has
    /// passed, is kept until it is deleted. A timeout that cannot be read ends the call: the items before it are stored, its own
    /// key keeps what it had.
    /// </summary>
    public ValueTask SetAsync(IReadOnlyList<KeyValueItem> items, CancellationToken cancellationToken);

    /// <summary>
    /// Gives existing keys a new timeout, in order; values stay. A timeout that has passed deletes the key; missing keys stay missing.
    /// An item without key or timeout, or with a timeout that cannot be read, ends the call; those before it are done.
    /// </summary>
    public ValueTask ExpireAsync(IReadOnlyList<KeyValueItem> items, CancellationToken cancellationToken);

    /// <summary>
    /// Returns keys with their timeouts. What is said about a key without one differs by driver, as in RoadRunner: memory returns it with
    /// an empty timeout, redis leaves it out.
    /// </summary>
    public ValueTask<IReadOnlyList<KeyValueItem>> TtlAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>Removes keys, missing ones included. Without keys the redis driver fails, as redis and RoadRunner do.</summary>
    public ValueTask DeleteAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>Removes everything; on redis everything in the database, whoever wrote it.</summary>
    public ValueTask ClearAsync(CancellationToken cancellationToken);
}
