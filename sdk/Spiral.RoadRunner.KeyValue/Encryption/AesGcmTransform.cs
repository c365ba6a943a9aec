using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>Encrypts values with AES-GCM, so that who can read the store reads nothing, and who changes it is found out. Thread-safe.</summary>
/// <remarks>
/// <para>
/// A value is bound to its storage and key: copied elsewhere, it cannot be read. What stays visible are the keys of the storage, the id of
/// the encryption key, the length of the value and its lifetime. An old value that somebody puts back under its own key is not noticed.
/// </para>
/// <para>
/// A stored value is: version (1), length of the key's id, the id, 12 bytes of random nonce, 16 bytes of tag, and the encrypted bytes.
/// What does not decrypt is a <see cref="SerializationException"/> with <see cref="SerializationError.NotEncrypted"/>,
/// <see cref="SerializationError.UnknownKey"/> or <see cref="SerializationError.NotAuthentic"/>.
/// </para>
/// </remarks>
/// <param name="keys">The keys.</param>
public sealed class AesGcmTransform(EncryptionKeyRing keys) : IValueTransform
{
    private const byte Version = 1;
    private const int FixedHeaderBytes = 2;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly EncryptionKeyRing _keys = keys ?? throw new ArgumentNullException(nameof(keys));

    /// <inheritdoc/>
    public byte[] Apply(ReadOnlySpan<byte> value, string storage, string key)
    {
        var id = _keys.Current.IdBytes;
        var headerBytes = FixedHeaderBytes + id.Length;
        var stored = new byte[headerBytes + NonceBytes + TagBytes + value.Length];
        stored[0] = Version;
        stored[1] = (byte)id.Length;
        id.CopyTo(stored, FixedHeaderBytes);

        Split(stored.AsSpan(headerBytes), out var nonce, out var tag, out var encrypted);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_keys.Current.Secret, TagBytes);
        aes.Encrypt(nonce, value, encrypted, tag, Bind(stored.AsSpan(0, headerBytes), storage, key));
        return stored;
    }

    /// <inheritdoc/>
    public byte[] Revert(ReadOnlySpan<byte> stored, string storage, string key)
    {
        var headerBytes = FixedHeaderBytes + (stored.Length < FixedHeaderBytes ? 0 : stored[1]);
        if (stored.Length < headerBytes + NonceBytes + TagBytes || stored[0] != Version)
        {
            throw new SerializationException(SerializationError.NotEncrypted, storage, key, "it is not encrypted, or by a later version.");
        }

        var id = Encoding.UTF8.GetString(stored[FixedHeaderBytes..headerBytes]);
        if (!_keys.TryGet(id, out var secret))
        {
            throw new SerializationException(SerializationError.UnknownKey, storage, key, $"the key ring has no key \"{id}\".");
        }

        Split(stored[headerBytes..], out var nonce, out var tag, out var encrypted);
        var value = new byte[encrypted.Length];
        using var aes = new AesGcm(secret.Secret, TagBytes);
        try
        {
            aes.Decrypt(nonce, encrypted, tag, value, Bind(stored[..headerBytes], storage, key));
            return value;
        }
        catch (AuthenticationTagMismatchException cause)
        {
            throw new SerializationException(
                SerializationError.NotAuthentic,
                storage,
                key,
                $"the secret of key \"{id}\" is another one, or the data was changed or belongs elsewhere.",
                cause);
        }
    }

    /// <summary>Returns the ids of the keys, never their secrets.</summary>
    public override string ToString() => $"AES-GCM with {_keys}";

    private static void Split(Span<byte> rest, out Span<byte> nonce, out Span<byte> tag, out Span<byte> encrypted)
    {
        nonce = rest[..NonceBytes];
        tag = rest.Slice(NonceBytes, TagBytes);
        encrypted = rest[(NonceBytes + TagBytes)..];
    }

    private static void Split(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> nonce, out ReadOnlySpan<byte> tag, out ReadOnlySpan<byte> encrypted)
    {
        nonce = rest[..NonceBytes];
        tag = rest.Slice(NonceBytes, TagBytes);
        encrypted = rest[(NonceBytes + TagBytes)..];
    }

    // The associated data: header, length of the storage's name, name, key. The length keeps "ab" + "c" and "a" + "bc" apart.
    private static byte[] Bind(ReadOnlySpan<byte> header, string storage, string key)
    {
        var storageBytes = Encoding.UTF8.GetBytes(storage);
        var bound = new byte[header.Length + sizeof(int) + storageBytes.Length + Encoding.UTF8.GetByteCount(key)];
        header.CopyTo(bound);
        BinaryPrimitives.WriteInt32LittleEndian(bound.AsSpan(header.Length), storageBytes.Length);
        storageBytes.CopyTo(bound, header.Length + sizeof(int));
        Encoding.UTF8.GetBytes(key, bound.AsSpan(header.Length + sizeof(int) + storageBytes.Length));
        return bound;
    }
}
