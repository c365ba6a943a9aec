namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Keeps the sessions of connections between their events. Must be safe to use from several threads.</summary>
/// <remarks>Keys are up to 250 ASCII characters without white space; values are bytes.</remarks>
public interface ISessionStore
{
    /// <summary>Gets a value indicating whether other workers of the pool see what is stored here.</summary>
    public bool IsShared { get; }

    /// <summary>Reads one value.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value; null when there is none, or not any more. The caller may not change it.</returns>
    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Reads several values.</summary>
    /// <param name="keys">Their keys.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The values in the order of the keys; null for each that is not there.</returns>
    public ValueTask<IReadOnlyList<byte[]?>> GetManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>Writes values.</summary>
    /// <param name="values">Keys and values; copied before the task ends.</param>
    /// <param name="timeToLive">How long they are kept from now on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask SetAsync(IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> values, TimeSpan timeToLive, CancellationToken cancellationToken);

    /// <summary>Deletes values; those that are not there need nothing.</summary>
    /// <param name="keys">Their keys.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask DeleteAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken);
}
