using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What is remembered of a connection from event to event: values by their keys, and spools for what is large.</summary>
/// <remarks>
/// <para>
/// It is read from the store when something is asked for the first time in an event, and written before the answer goes out when
/// something has changed, because the next event may be handled by another worker the moment that the answer is out. It is made
/// when the client connects and removed when the connection is gone.
/// </para>
/// <para>Belongs to its event, like the context; not safe for several threads at once. It is read and written whole: keep it small.</para>
/// </remarks>
public sealed partial class TcpSession
{
    /// <summary>The longest key and the longest name of a spool.</summary>
    public const int MaxKeyLength = 128;

    /// <summary>Gets a value indicating whether there is no session for the event: it came after the Close event, or after the lifetime.</summary>
    /// <value>
    /// Known as soon as something was asked for. An event that is late has an empty session of its own, which is never saved; under Go
    /// RoadRunner bytes without a delimiter at the end of the stream come so.
    /// </value>
    public bool IsLate { get; private set; }

    /// <summary>Reads the session, if that has not been done in this event.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SessionLostException">What is stored cannot be read.</exception>
    public async ValueTask LoadAsync(CancellationToken cancellationToken = default)
    {
        if (_record is null)
        {
            await ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gets a value.</summary>
    /// <param name="key">Its key, 1 to <see cref="MaxKeyLength"/> characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value; null when there is none. Do not change the array.</returns>
    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken = default)
    {
        Check(key);
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        return Record.Items.GetValueOrDefault(key);
    }

    /// <summary>Sets a value.</summary>
    /// <param name="key">Its key, 1 to <see cref="MaxKeyLength"/> characters.</param>
    /// <param name="value">The value, copied.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask SetAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default)
    {
        Check(key);
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        SetItem(key, value.Span);
    }

    /// <summary>Removes a value.</summary>
    /// <param name="key">Its key, 1 to <see cref="MaxKeyLength"/> characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when there was none.</returns>
    public async ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        Check(key);
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        var removed = Record.Items.Remove(key);
        _isChanged |= removed;
        return removed;
    }

    /// <summary>Gets a text.</summary>
    /// <param name="key">Its key, 1 to <see cref="MaxKeyLength"/> characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The text; null when there is none.</returns>
    public async ValueTask<string?> GetTextAsync(string key, CancellationToken cancellationToken = default) =>
        await GetAsync(key, cancellationToken).ConfigureAwait(false) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>Sets a text.</summary>
    /// <param name="key">Its key, 1 to <see cref="MaxKeyLength"/> characters.</param>
    /// <param name="value">The text.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask SetTextAsync(string key, string value, CancellationToken cancellationToken = default) =>
        SetAsync(key, Encoding.UTF8.GetBytes(value), cancellationToken);

    /// <summary>Gets a value that was set as JSON.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="key">Its key, 1 to <see cref="MaxKeyLength"/> characters.</param>
    /// <param name="type">How to read it, from a source-generated context.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value; the default of its type when there is none.</returns>
    /// <exception cref="JsonException">What is there is of another type.</exception>
    public async ValueTask<T?> GetAsync<T>(string key, JsonTypeInfo<T> type, CancellationToken cancellationToken = default) =>
        await GetAsync(key, cancellationToken).ConfigureAwait(false) is { } bytes ? JsonSerializer.Deserialize(bytes, type) : default;

    /// <summary>Sets a value as JSON.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="key">Its key, 1 to <see cref="MaxKeyLength"/> characters.</param>
    /// <param name="value">The value.</param>
    /// <param name="type">How to write it, from a source-generated context.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask SetAsync<T>(string key, T value, JsonTypeInfo<T> type, CancellationToken cancellationToken = default) =>
        SetAsync(key, JsonSerializer.SerializeToUtf8Bytes(value, type), cancellationToken);

    /// <summary>Gets a spool: bytes that only grow at their end, for bodies that are too large for a value.</summary>
    /// <param name="name">Its name, 1 to <see cref="MaxKeyLength"/> ASCII letters, digits, points, dashes and underscores. A spool is there as soon as something is put into it.</param>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public TcpSpool Spool(string name)
    {
        Check(name);
        return name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? new TcpSpool(this, name)
            : throw new ArgumentException($"The name \"{name}\" of a spool may have ASCII letters, digits, points, dashes and underscores.", nameof(name));
    }

    internal void SetItem(string key, ReadOnlySpan<byte> value)
    {
        if (!Record.Items.TryGetValue(key, out var known) || !value.SequenceEqual(known))
        {
            Record.Items[key] = value.ToArray();
            _isChanged = true;
        }
    }

    private static void Check(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length is 0 or > MaxKeyLength)
        {
            throw new ArgumentException($"The key has {key.Length} characters, it has to have 1 to {MaxKeyLength}.", nameof(key));
        }
    }
}
