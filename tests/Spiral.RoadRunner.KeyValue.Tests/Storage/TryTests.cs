using Spiral.Goridge;
using Spiral.Goridge.Rpc;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.KeyValue.Tests;

public sealed class TryTests
{
    private readonly TestBed _bed = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryGet_tells_found_missing_and_failed_apart()
    {
        await _bed.Storage.SetTextAsync("k", "v", cancellationToken: Token).Within();

        var found = await _bed.Storage.TryGetAsync("k", ValueSerializers.Text, Token).Within();
        Assert.Equal((true, false, "v", "k"), (found.IsFound, found.IsFailed, found.Value, found.Key));
        var missing = await _bed.Storage.TryGetAsync("missing", Token).Within();
        Assert.Equal((false, false), (missing.IsFound, missing.IsFailed));
        Assert.Throws<InvalidOperationException>(() => missing.Value);
        var failed = await _bed.Open("elsewhere").TryGetAsync("k", ValueSerializers.Text, Token).Within();
        Assert.Equal((false, true, "other"), (failed.IsFound, failed.IsFailed, failed.GetValueOrDefault("other")));
        Assert.False(failed.TryGetValue(out _));
        Assert.IsType<StorageException>(failed.Error);
        Assert.Throws<StorageException>(() => failed.Value);
    }

    [Fact]
    public async Task TryGet_returns_a_value_that_cannot_be_read_as_failed()
    {
        _bed.Server.Store("k", 0xff);

        Assert.IsType<SerializationException>((await _bed.Storage.TryGetAsync("k", ValueSerializers.Text, Token).Within()).Error);
    }

    [Fact]
    public async Task TrySet_returns_what_failed()
    {
        var done = await _bed.Storage.TrySetAsync("k", new byte[] { 1 }, cancellationToken: Token).Within();
        Assert.True(done.IsSuccess);
        done.ThrowIfFailed();

        var failed = await _bed.Open("elsewhere").TrySetAsync("k", "v", ValueSerializers.Text, cancellationToken: Token).Within();
        Assert.False(failed.IsSuccess);
        Assert.IsType<StorageException>(failed.Error);
        Assert.Throws<StorageException>(failed.ThrowIfFailed);
    }

    [Fact]
    public async Task Error_of_the_link_passes_through_and_is_returned_by_Try()
    {
        foreach (var error in (Exception[])[new ConnectionLostException("kv", new RelayClosedException("gone")), new BackpressureException("kv", 1), new RpcTimeoutException("kv", TimeSpan.FromSeconds(1))])
        {
            _bed.Caller.Before = (_, _) => throw error;

            Assert.Same(error, await Assert.ThrowsAnyAsync<Exception>(() => _bed.Storage.GetAsync("k", Token).Within()));
            Assert.Same(error, await Assert.ThrowsAnyAsync<Exception>(() => _bed.Storage.SetAsync("k", default, cancellationToken: Token).Within()));
            Assert.Same(error, (await _bed.Storage.TryGetAsync("k", Token).Within()).Error);
            Assert.Same(error, (await _bed.Storage.TrySetAsync("k", default, cancellationToken: Token).Within()).Error);
        }
    }

    [Fact]
    public async Task Cancellation_ends_a_call_and_is_never_a_result()
    {
        using var cancellation = new CancellationTokenSource();
        var reached = new TaskCompletionSource();
        _bed.Caller.Before = async (_, token) =>
        {
            reached.TrySetResult();
            await new TaskCompletionSource().Task.WaitAsync(token);
        };

        var get = _bed.Storage.GetAsync("k", cancellation.Token);
        var tryGet = _bed.Storage.TryGetAsync("k", cancellation.Token);
        var trySet = _bed.Storage.TrySetAsync("k", default, cancellationToken: cancellation.Token);
        await reached.Task.Within();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => get.Within());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tryGet.Within());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trySet.Within());
    }
}
