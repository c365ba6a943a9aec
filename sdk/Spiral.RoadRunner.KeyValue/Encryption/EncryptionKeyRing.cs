using System.Diagnostics.CodeAnalysis;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>The key that encrypts, and older ones that may still decrypt. Immutable.</summary>
/// <remarks>
/// To change the key: first add the new one as an older one everywhere, then make it the current one everywhere, and take the old one away when
/// nothing is stored with it any more. A key should encrypt no more than 2^32 values.
/// </remarks>
public sealed class EncryptionKeyRing
{
    private readonly Dictionary<string, EncryptionKey> _keys = new(StringComparer.Ordinal);

    /// <summary>Creates a key ring.</summary>
    /// <param name="current">Encrypts, and decrypts what it has encrypted.</param>
    /// <param name="others">Only decrypt.</param>
    /// <exception cref="ArgumentException">Two keys have the same id.</exception>
    public EncryptionKeyRing(EncryptionKey current, params IEnumerable<EncryptionKey> others)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(others);
        Current = current;
        foreach (var key in others.Prepend(current))
        {
            if (!_keys.TryAdd(key.Id, key))
            {
                throw new ArgumentException($"Two keys have the id {key.Id}.", nameof(others));
            }
        }
    }

    /// <summary>Gets the key that encrypts.</summary>
    public EncryptionKey Current { get; }

    /// <summary>Returns the ids of the keys, never their secrets.</summary>
    public override string ToString() => string.Join(", ", _keys.Values);

    internal bool TryGet(string id, [MaybeNullWhen(false)] out EncryptionKey key) => _keys.TryGetValue(id, out key);
}
