using System.Text;

namespace Spiral.RoadRunner.KeyValue.Tests;

public sealed class EncryptionTests
{
    private const string ClearText = "the quick brown fox";

    private static readonly EncryptionKey Old = new("2025", Secret(32, 1));
    private static readonly EncryptionKey New = new("2026", Secret(32, 2));

    private readonly TestBed _bed = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public async Task Encrypted_value_comes_back_and_its_clear_text_is_not_stored(int secretBytes)
    {
        var storage = Open(new EncryptionKey("k", Secret(secretBytes, 9)));
        await storage.SetTextAsync("text", ClearText, cancellationToken: Token).Within();
        await storage.SetAsync("typed", new Visitor(ClearText, 3), VisitorContext.Default.Visitor, cancellationToken: Token).Within();
        await storage.SetAsync("empty", default, cancellationToken: Token).Within();

        Assert.Equal(ClearText, await storage.GetTextAsync("text", Token).Within());
        Assert.Equal(ClearText, (await storage.GetAsync("typed", VisitorContext.Default.Visitor, Token).Within()).Value.Name);
        Assert.Equal(Array.Empty<byte>(), await storage.GetAsync("empty", Token).Within());
        foreach (var key in (string[])["text", "typed"])
        {
            Assert.Equal(-1, _bed.Server.Stored(key).AsSpan().IndexOf("quick"u8));
        }
    }

    [Fact]
    public async Task Stored_value_has_the_documented_layout_and_a_new_nonce_each_time()
    {
        var storage = Open(New);
        await storage.SetTextAsync("k", ClearText, cancellationToken: Token).Within();
        var first = _bed.Server.Stored("k");
        await storage.SetTextAsync("k", ClearText, cancellationToken: Token).Within();
        var second = _bed.Server.Stored("k");

        Assert.Equal(1 + 1 + 4 + 12 + 16 + ClearText.Length, first.Length);
        Assert.Equal("\u0001\u00042026", Encoding.UTF8.GetString(first, 0, 6));
        Assert.NotEqual(first[6..18], second[6..18]);
        Assert.NotEqual(first[34..], second[34..]);
    }

    [Fact]
    public async Task Rotated_key_reads_old_values_and_writes_new_ones()
    {
        await Open(Old).SetTextAsync("k", ClearText, cancellationToken: Token).Within();
        var storage = Open(New, Old);

        Assert.Equal(ClearText, await storage.GetTextAsync("k", Token).Within());
        await storage.SetTextAsync("k", "fresh", cancellationToken: Token).Within();
        Assert.Equal("fresh", await Open(New).GetTextAsync("k", Token).Within());
    }

    [Fact]
    public async Task Unknown_key_is_a_typed_error() => Assert.Equal(SerializationError.UnknownKey, await ErrorAsync(write: Old, read: New));

    [Fact]
    public async Task Wrong_secret_is_a_typed_error() =>
        Assert.Equal(SerializationError.NotAuthentic, await ErrorAsync(write: Old, read: new EncryptionKey("2025", Secret(32, 7))));

    [Fact]
    public async Task Every_flipped_bit_is_found()
    {
        var storage = Open(Old, New);
        await storage.SetTextAsync("k", "v", cancellationToken: Token).Within();
        var stored = _bed.Server.Stored("k");
        for (var bit = 0; bit < stored.Length * 8; bit++)
        {
            var changed = stored.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            _bed.Server.Store("k", changed);

            Assert.IsType<SerializationException>((await storage.TryGetAsync("k", Token)).Error);
        }
    }

    [Fact]
    public async Task Every_cut_of_a_value_and_clear_text_is_found()
    {
        var storage = Open(Old);
        await storage.SetTextAsync("k", "v", cancellationToken: Token).Within();
        var stored = _bed.Server.Stored("k");
        for (var length = 0; length < stored.Length; length++)
        {
            _bed.Server.Store("k", stored[..length]);
            Assert.IsType<SerializationException>((await storage.TryGetAsync("k", Token)).Error);
        }

        _bed.Server.Store("k", [.. "{\"never\":\"encrypted\"}"u8]);
        var error = Assert.IsType<SerializationException>((await storage.TryGetAsync("k", Token)).Error);
        Assert.Equal(SerializationError.NotEncrypted, error.Error);
    }

    [Fact]
    public async Task Value_copied_to_another_key_or_storage_is_found()
    {
        var transform = new AesGcmTransform(new EncryptionKeyRing(Old));
        var storage = _bed.Storage.With(transform);
        await storage.SetTextAsync("mine", ClearText, cancellationToken: Token).Within();
        var stored = _bed.Server.Stored("mine");
        _bed.Server.Store("yours", stored);

        var error = await Assert.ThrowsAsync<SerializationException>(() => storage.GetTextAsync("yours", Token).Within());

        Assert.Equal(SerializationError.NotAuthentic, error.Error);
        Assert.Throws<SerializationException>(() => transform.Revert(stored, "other", "mine"));
        Assert.Throws<SerializationException>(() => transform.Revert(stored, "loca", "lmine"));
    }

    [Fact]
    public void Secrets_are_in_no_text()
    {
        byte[] secret = [.. "0123456789abcdef"u8];
        var ring = new EncryptionKeyRing(new EncryptionKey("id", secret), Old);

        Assert.Equal("id (AES-128), 2025 (AES-256)", ring.ToString());
        Assert.Equal("AES-GCM with id (AES-128), 2025 (AES-256)", new AesGcmTransform(ring).ToString());
        Assert.Equal("2025 (AES-256)", Old.ToString());
        Assert.Equal("id", ring.Current.Id);
    }

    [Fact]
    public void Secret_of_the_caller_is_copied()
    {
        var secret = Secret(16, 1);
        var transform = new AesGcmTransform(new EncryptionKeyRing(new EncryptionKey("id", secret)));
        var stored = transform.Apply("v"u8, "s", "k");
        Array.Clear(secret);

        Assert.Equal("v"u8, transform.Revert(stored, "s", "k"));
    }

    [Fact]
    public void Keys_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new EncryptionKey(" ", new byte[16]));
        Assert.Throws<ArgumentException>(() => new EncryptionKey(new string('x', 256), new byte[16]));
        Assert.Throws<ArgumentException>(() => new EncryptionKey("id", new byte[15]));
        Assert.Throws<ArgumentException>(() => new EncryptionKeyRing(Old, Old));
        Assert.Throws<ArgumentNullException>(() => new AesGcmTransform(null!));
    }

    private static byte[] Secret(int bytes, byte seed)
    {
        var secret = new byte[bytes];
        new Random(seed).NextBytes(secret);
        return secret;
    }

    private KeyValueStorage Open(EncryptionKey current, params EncryptionKey[] older) =>
        _bed.Storage.With(new AesGcmTransform(new EncryptionKeyRing(current, older)));

    private async Task<SerializationError> ErrorAsync(EncryptionKey write, EncryptionKey read)
    {
        await Open(write).SetTextAsync("k", ClearText, cancellationToken: Token).Within();
        var error = await Assert.ThrowsAsync<SerializationException>(() => Open(read).GetTextAsync("k", Token).Within());
        Assert.StartsWith("Can not decode the data of key \"k\" in storage \"local\": ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("fox", error.Message, StringComparison.Ordinal);
        return error.Error;
    }
}
