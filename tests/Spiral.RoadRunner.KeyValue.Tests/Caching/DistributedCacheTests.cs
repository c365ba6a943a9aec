using System.Buffers;
using Microsoft.Extensions.Caching.Distributed;

namespace Spiral.RoadRunner.KeyValue.Tests;

public sealed class DistributedCacheTests
{
    private static readonly byte[] Value = [1, 2, 3];

    private readonly TestBed _bed = new();
    private readonly KeyValueDistributedCache _cache;

    public DistributedCacheTests() => _cache = new KeyValueDistributedCache(_bed.Storage);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Last_writer_wins_when_an_entry_is_set_during_a_renewal()
    {
        await SetAsync(new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromSeconds(20) });
        _bed.Time.Advance(TimeSpan.FromSeconds(15));
        var between = true;
        _bed.Caller.After = async method =>
        {
            if (method == "kv.MGet" && between)
            {
                between = false;
                await _cache.SetAsync("k", [9], new DistributedCacheEntryOptions(), Token);
            }
        };

        await _cache.GetAsync("k", Token).Within();

        Assert.Equal(Value, await _cache.GetAsync("k", Token).Within());
    }

    [Fact]
    public async Task Buffers_go_in_and_out()
    {
        var sequence = Cut.At(Value, 1);
        await _cache.SetAsync("k", sequence, new DistributedCacheEntryOptions(), Token).Within();
        var destination = new ArrayBufferWriter<byte>();

        Assert.True(await _cache.TryGetAsync("k", destination, Token).Within());
        Assert.Equal(Value, destination.WrittenSpan.ToArray());
        Assert.False(await _cache.TryGetAsync("missing", destination, Token).Within());
        Assert.Equal(Value.Length, destination.WrittenCount);
    }

    [Fact]
    public async Task Synchronous_methods_do_the_same()
    {
        await Task.Run(() =>
        {
            _cache.Set("k", Value, new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromSeconds(20) });
            Assert.Equal(Value, _cache.Get("k"));
            _bed.Time.Advance(TimeSpan.FromSeconds(15));
            _cache.Refresh("k");
            _bed.Time.Advance(TimeSpan.FromSeconds(15));
            var destination = new ArrayBufferWriter<byte>();
            Assert.True(_cache.TryGet("k", destination));
            Assert.Equal(Value, destination.WrittenSpan.ToArray());
            _cache.Set("k", new ReadOnlySequence<byte>([7]), new DistributedCacheEntryOptions());
            Assert.Equal([7], _cache.Get("k")!);
            _cache.Remove("k");
            Assert.Null(_cache.Get("k"));
        }).Within();
    }

    [Fact]
    public async Task Removed_entry_is_gone()
    {
        await SetAsync(new DistributedCacheEntryOptions());
        await _cache.RemoveAsync("k", Token).Within();

        Assert.Null(await _cache.GetAsync("k", Token).Within());
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain text that is no entry, and long")]
    [InlineData("\u0001starts_as_one_but_its_times_are_none")]
    public async Task Value_stored_past_the_cache_is_a_typed_error(string text)
    {
        await _bed.Storage.SetTextAsync("k", text, cancellationToken: Token).Within();

        Assert.Equal(SerializationError.CannotRead, (await Assert.ThrowsAsync<SerializationException>(() => _cache.GetAsync("k", Token).Within())).Error);
    }

    [Fact]
    public async Task Cache_over_an_encrypted_storage_is_encrypted()
    {
        var cache = new KeyValueDistributedCache(_bed.Storage.With(new AesGcmTransform(new EncryptionKeyRing(new EncryptionKey("k", new byte[16])))));
        await cache.SetAsync("k", "clear text"u8.ToArray(), new DistributedCacheEntryOptions(), Token).Within();

        Assert.Equal(-1, _bed.Server.Stored("k").AsSpan().IndexOf("clear"u8));
        Assert.Equal("clear text"u8.ToArray(), await cache.GetAsync("k", Token).Within());
    }

    private Task SetAsync(DistributedCacheEntryOptions options) => _cache.SetAsync("k", Value, options, Token).Within();
}
