using RoadRunner.Host.Locks;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Locks;

/// <summary>Readers, writers and the queue between them.</summary>
public sealed class LockQueueTests : IDisposable
{
    private const string Res = "res";
    private const long Second = 1_000_000;

    private readonly ManualTime _time = new();
    private readonly LockManager _locks;

    public LockQueueTests() => _locks = new LockManager(_time);

    public void Dispose() => _locks.Dispose();

    [Fact]
    public async Task Readers_share_and_keep_a_writer_out_until_the_last_has_left()
    {
        Assert.True(await Read("a"));
        Assert.True(await Read("b"));
        var writer = Write("w", wait: Second);

        Assert.True(_locks.Release(Res, "a"));
        Assert.False(writer.IsCompleted);
        Assert.True(_locks.Release(Res, "b"));

        Assert.True(await writer.Within());
    }

    [Fact]
    public async Task A_writer_keeps_readers_out_its_own_id_too()
    {
        Assert.True(await Write("w"));
        var own = Read("w", wait: Second);
        var other = Read("r", wait: Second);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(await own.Within());
        Assert.False(await other.Within());
    }

    // rpc-lock-stuck: there, releases and locks fail from here on until the server is restarted.
    [Fact]
    public async Task After_a_writer_that_gave_up_readers_release_and_lock_as_before()
    {
        Assert.True(await Read("a"));
        Assert.True(await Read("b"));
        var writer = Write("w", wait: Second / 10);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.False(await writer.Within());

        Assert.True(_locks.Release(Res, "a"));
        Assert.True(await Read("c"));
        Assert.True(_locks.Release(Res, "b"));
        Assert.True(_locks.Release(Res, "c"));
        Assert.True(await Write("w"));
    }

    [Fact]
    public async Task Readers_behind_a_writer_that_gave_up_come_in()
    {
        Assert.True(await Read("a"));
        var writer = Write("w", wait: Second);
        var reader = Read("b", wait: 10 * Second);
        Assert.False(reader.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(await writer.Within());
        Assert.True(await reader.Within());
    }

    [Fact]
    public async Task Requests_get_their_turn_in_the_order_of_arrival()
    {
        Assert.True(await Write("first"));
        var write1 = Write("w1", wait: Second);
        var read1 = Read("r1", wait: Second);
        var read2 = Read("r2", wait: Second);
        var write2 = Write("w2", wait: Second);
        var read3 = Read("r3", wait: Second);

        _locks.Release(Res, "first");
        Assert.True(await write1.Within());
        Assert.Equal([false, false, false, false], Completed(read1, read2, write2, read3));

        _locks.Release(Res, "w1");
        Assert.True(await read1.Within());
        Assert.True(await read2.Within());
        Assert.Equal([false, false], Completed(write2, read3));

        _locks.Release(Res, "r1");
        _locks.Release(Res, "r2");
        Assert.True(await write2.Within());
        Assert.False(read3.IsCompleted);

        _locks.Release(Res, "w2");
        Assert.True(await read3.Within());
    }

    [Fact]
    public async Task A_stream_of_readers_does_not_starve_a_writer()
    {
        Assert.True(await Read("r0"));
        var writer = Write("w", wait: Second);
        for (var i = 1; i <= 10; i++)
        {
            Assert.False(await Read($"r{i}", wait: -1));
        }

        _locks.Release(Res, "r0");

        Assert.True(await writer.Within());
    }

    [Fact]
    public async Task The_only_reader_becomes_the_writer()
    {
        Assert.True(await Read("a", ttl: Second));
        Assert.True(await Write("a"));

        Assert.False(await Read("b", wait: -1));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(_locks.Exists(Res, "a"));
        Assert.True(_locks.Release(Res, "a"));
        Assert.False(_locks.Exists(Res, "*"));
    }

    [Fact]
    public async Task The_only_reader_becomes_the_writer_ahead_of_those_who_wait_for_it()
    {
        Assert.True(await Read("a"));
        var other = Write("w", wait: Second);

        Assert.True(await Write("a"));
        Assert.False(other.IsCompleted);
        _locks.Release(Res, "a");

        Assert.True(await other.Within());
    }

    [Fact]
    public async Task A_reader_that_waits_to_write_does_so_when_the_other_readers_have_left()
    {
        Assert.True(await Read("a"));
        Assert.True(await Read("b"));
        var other = Write("w", wait: Second);
        var promoted = Write("a", wait: Second);

        _locks.Release(Res, "b");

        Assert.True(await promoted.Within());
        Assert.False(other.IsCompleted);
    }

    // Found by LockModelTests.
    [Fact]
    public async Task A_reader_that_comes_off_the_queue_and_waits_to_write_too_becomes_the_writer()
    {
        Assert.True(await Write("first"));
        var read = Read("a", wait: Second);
        var other = Write("w", wait: Second);
        var promoted = Write("a", wait: Second);

        _locks.Release(Res, "first");

        Assert.True(await read.Within());
        Assert.True(await promoted.Within());
        Assert.False(other.IsCompleted);
    }

    [Fact]
    public async Task One_of_two_readers_does_not_become_the_writer()
    {
        Assert.True(await Read("a"));
        Assert.True(await Read("b"));

        Assert.False(await Write("a", wait: -1));
        Assert.True(_locks.Exists(Res, "a"));
    }

    // RoadRunner counts two readers here, of which it can release one.
    [Fact]
    public async Task A_reader_that_asks_again_keeps_its_one_lock_with_the_new_ttl()
    {
        Assert.True(await Read("a", ttl: Second));
        var writer = Write("w", wait: 10 * Second);
        Assert.True(await Read("a", ttl: 3 * Second));

        _time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(writer.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.True(await writer.Within());
        Assert.False(_locks.Release(Res, "a"));
    }

    private static bool[] Completed(params Task[] tasks) => [.. tasks.Select(task => task.IsCompleted)];

    private Task<bool> Write(string id, long ttl = 0, long wait = 0) =>
        _locks.LockAsync(Res, id, ttl, wait, TestContext.Current.CancellationToken).AsTask();

    private Task<bool> Read(string id, long ttl = 0, long wait = 0) =>
        _locks.LockReadAsync(Res, id, ttl, wait, TestContext.Current.CancellationToken).AsTask();
}
