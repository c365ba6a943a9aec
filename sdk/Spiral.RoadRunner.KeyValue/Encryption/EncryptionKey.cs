using System.Text;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>A secret key of AES with the id by which stored values name it. Immutable; the secret cannot be read back.</summary>
public sealed class EncryptionKey
{
    private const int MaxIdBytes = byte.MaxValue;

    private readonly byte[] _secret;

    /// <summary>Creates a key.</summary>
    /// <param name="id">Stands in clear text beside every value that is encrypted with the key; 1 to 255 bytes of UTF-8. Never use an id again for another secret.</param>
    /// <param name="secret">16, 24 or 32 random bytes (AES-128, -192, -256); copied. Make them with <c>RandomNumberGenerator.GetBytes(32)</c>, not from a password.</param>
    /// <exception cref="ArgumentException">The id is blank or too long, or the secret has another length.</exception>
    public EncryptionKey(string id, ReadOnlySpan<byte> secret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        IdBytes = Encoding.UTF8.GetBytes(id);
        if (IdBytes.Length > MaxIdBytes)
        {
            throw new ArgumentException($"The id of a key has {IdBytes.Length} bytes, the limit is {MaxIdBytes}.", nameof(id));
        }

        if (secret.Length is not (16 or 24 or 32))
        {
            throw new ArgumentException($"The secret has {secret.Length} bytes; AES takes 16, 24 or 32.", nameof(secret));
        }

        Id = id;
        _secret = secret.ToArray();
    }

    /// <summary>Gets the id.</summary>
    public string Id { get; }

    internal byte[] IdBytes { get; }

    internal ReadOnlySpan<byte> Secret => _secret;

    /// <summary>Returns the id and the length, never the secret.</summary>
    public override string ToString() => $"{Id} (AES-{_secret.Length * 8})";
}
