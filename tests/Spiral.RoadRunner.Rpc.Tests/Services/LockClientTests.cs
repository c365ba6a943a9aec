using Google.Protobuf;
using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.Rpc.Tests;

public sealed class LockClientTests
{
    private static readonly byte[] Ok = new LockResponse { Ok = true }.ToByteArray();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lease_releases_with_the_id_that_it_was_granted_to()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        var seen = Record(fixture, "lock.Lock", "lock.Release");

        await using (var lease = await Locks(fixture).TryAcquireAsync("res", Seconds.Of(5), Seconds.Of(2), Token))
        {
            Assert.NotNull(lease);
            Assert.Equal(("res", 32, false), (lease.Resource, lease.Id.Length, lease.IsLost));
            Assert.Equal(new LockRequest { Resource = "res", Id = lease.Id, Ttl = 5_000_000, Wait = 2_000_000 }, Assert.Single(seen));
        }

        Assert.Equal(new LockRequest { Resource = "res", Id = seen[0].Id }, seen[1]);
        Assert.Equal(["rpc.Version", "lock.Lock", "lock.Release"], fixture.Peer.Log);
    }

    [Fact]
    public async Task Leases_of_readers_have_ids_of_their_own()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        Record(fixture, "lock.LockRead", "lock.Release");
        await using var first = await Locks(fixture).TryAcquireReadAsync("res", Seconds.Of(5), wait: null, Token);
        await using var second = await Locks(fixture).TryAcquireReadAsync("res", Seconds.Of(5), wait: null, Token);
        Assert.NotEqual(first!.Id, second!.Id);
    }

    [Fact]
    public async Task A_lock_that_somebody_holds_gives_null()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("lock.Lock", call => call.ReplyAsync(""));
        Assert.Null(await Locks(fixture).TryAcquireAsync("res", Seconds.Of(5), wait: null, Token));
    }

    [Fact]
    public async Task A_lease_is_lost_when_its_time_is_over()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        Record(fixture, "lock.Lock", "lock.UpdateTTL");
        fixture.Peer.Answer("lock.Release", call => call.ReplyAsync(""));
        await using var lease = await Locks(fixture).TryAcquireAsync("res", Seconds.Of(5), wait: null, Token);
        var lost = WhenAsync(lease!.Lost);

        fixture.Time.Advance(Seconds.Of(4));
        Assert.True(await lease.ExtendAsync(Seconds.Of(5), Token));
        fixture.Time.Advance(Seconds.Of(4));
        Assert.False(lease.IsLost);
        fixture.Time.Advance(Seconds.Of(1));

        await lost.Within();
        Assert.True(lease.IsLost);
        Assert.False(await lease.ExtendAsync(Seconds.Of(5), Token));
        Assert.False(await lease.ReleaseAsync(Token));
    }

    [Fact]
    public async Task A_lease_that_took_its_whole_time_to_come_is_lost_from_the_start()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        var acquiring = Locks(fixture).TryAcquireAsync("res", Seconds.Of(5), Seconds.Of(10), Token).AsTask();
        var request = await fixture.Peer.NextAsync();
        fixture.Time.Advance(Seconds.Of(5));
        await request.ReplyAsync(Ok);
        Record(fixture, "lock.Release");

        await using var lease = await acquiring.Within();
        Assert.True(lease!.IsLost);
    }

    [Fact]
    public async Task A_server_that_forgot_the_lock_makes_the_lease_lost()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        Record(fixture, "lock.Lock");
        fixture.Peer.Answer("lock.UpdateTTL", call => call.ReplyAsync(""));
        fixture.Peer.Answer("lock.Release", call => call.ReplyAsync(""));
        await using var lease = await Locks(fixture).TryAcquireAsync("res", Seconds.Of(5), wait: null, Token);

        Assert.False(await lease!.ExtendAsync(Seconds.Of(5), Token));
        Assert.True(lease.IsLost);
    }

    [Fact]
    public async Task A_release_that_comes_too_late_says_so()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        Record(fixture, "lock.Lock");
        fixture.Peer.Answer("lock.Release", call => call.ReplyAsync(""));
        var lease = await Locks(fixture).TryAcquireAsync("res", Seconds.Of(5), wait: null, Token);

        Assert.False(await lease!.ReleaseAsync(Token));
        Assert.True(lease.IsLost);
        await lease.DisposeAsync();
        Assert.Single(fixture.Peer.Log, "lock.Release");
    }

    [Fact]
    public async Task Disposing_a_lease_without_a_server_does_not_throw()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        Record(fixture, "lock.Lock");
        var lease = await Locks(fixture).TryAcquireAsync("res", Seconds.Of(5), wait: null, Token);
        fixture.Peer.Kill();
        await fixture.UntilAsync(RpcLinkState.Reconnecting);

        await lease!.DisposeAsync();
        Assert.True(lease.IsLost);
    }

    [Fact]
    public async Task A_lock_that_is_granted_to_somebody_who_left_is_released()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        using var patience = new CancellationTokenSource();
        var acquiring = Locks(fixture).TryAcquireAsync("res", Seconds.Of(5), Seconds.Of(10), patience.Token).AsTask();
        var request = await fixture.Peer.NextAsync();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => acquiring.Within());

        await request.ReplyAsync(Ok);

        var release = await fixture.Peer.NextAsync();
        Assert.Equal("lock.Release", release.Method);
        Assert.Equal(LockRequest.Parser.ParseFrom(request.BodyBytes.Span).Id, LockRequest.Parser.ParseFrom(release.BodyBytes.Span).Id);
        await release.ReplyAsync(Ok);
    }

    [Fact]
    public async Task Waiting_on_the_server_is_added_to_the_time_of_the_call()
    {
        await using var fixture = await LinkFixture.ConnectedAsync(options => options with { Heartbeat = new RpcHeartbeatOptions { Enabled = false } });
        var locking = Locks(fixture).LockAsync("res", "me", ttl: null, Seconds.Of(100), Token).AsTask();
        var request = await fixture.Peer.NextAsync();
        fixture.Time.Advance(Seconds.Of(120));
        await request.ReplyAsync(Ok);
        Assert.True(await locking.Within());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    public async Task Times_are_rounded_up_to_a_microsecond_and_never_become_the_default(long ticks, long microseconds)
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        var seen = Record(fixture, "lock.Lock");
        await Locks(fixture).LockAsync("res", "me", ttl: null, TimeSpan.FromTicks(ticks), Token);
        Assert.Equal(microseconds, seen[0].Wait);
        Assert.False(seen[0].HasTtl);
    }

    [Fact]
    public async Task A_time_that_makes_no_sense_is_refused()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        var locks = Locks(fixture);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => locks.LockAsync("res", "me", TimeSpan.Zero, wait: null, Token).AsTask());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => locks.LockAsync("res", "me", ttl: null, -Seconds.Of(1), Token).AsTask());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => locks.TryAcquireAsync("res", TimeSpan.Zero, wait: null, Token).AsTask());
    }

    private static LockClient Locks(LinkFixture fixture) => new(fixture.Link, fixture.Time);

    private static List<LockRequest> Record(LinkFixture fixture, params string[] methods)
    {
        var seen = new List<LockRequest>();
        foreach (var method in methods)
        {
            fixture.Peer.Answer(method, call =>
            {
                seen.Add(LockRequest.Parser.ParseFrom(call.BodyBytes.Span));
                return call.ReplyAsync(Ok);
            });
        }

        return seen;
    }

    private static Task WhenAsync(CancellationToken token)
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(fired.SetResult);
        return fired.Task;
    }
}
