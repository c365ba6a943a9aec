namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class IndexShardTests
{
    private static readonly IndexEntry[] Entries =
    [
        new("b993374e-7cf9-4cce-8400-b83bc249e093", 7, 1_700_000_000_000),
        new("B993374E-7CF9-4CCE-8400-B83BC249E093", 0, -1),
        new("a name", ulong.MaxValue, long.MaxValue),
    ];

    [Fact]
    public void Entries_come_back_as_they_were()
    {
        Assert.True(IndexShard.TryRead(IndexShard.Write(Entries), out var read));
        Assert.Equal(Entries, read);
        Assert.Equal(1 + 33, IndexShard.Write(Entries[..1]).Length);
    }

    [Fact]
    public void Bytes_that_are_cut_anywhere_are_read_as_fewer_entries_or_refused()
    {
        var bytes = IndexShard.Write(Entries);
        for (var length = 0; length < bytes.Length; length++)
        {
            if (IndexShard.TryRead(bytes[..length], out var read))
            {
                Assert.Equal(Entries[..read.Count], read);
            }
        }

        Assert.False(IndexShard.TryRead([], out _));
        Assert.False(IndexShard.TryRead([2], out _));
        Assert.True(IndexShard.TryRead(null, out var none));
        Assert.Empty(none);
    }

    [Fact]
    public void Id_that_is_too_long_or_empty_cannot_be_held()
    {
        Assert.True(IndexShard.CanHold(new string('x', 255)));
        Assert.False(IndexShard.CanHold(new string('x', 256)));
        Assert.False(IndexShard.CanHold(""));
    }

    [Fact]
    public void Table_of_another_size_is_none()
    {
        ShardState[] states = [new(1, 2), new(int.MaxValue, long.MaxValue)];

        Assert.Equal(states, ShardTable.Read(ShardTable.Write(states), 2));
        Assert.Null(ShardTable.Read(ShardTable.Write(states), 3));
        Assert.Null(ShardTable.Read(null, 2));
        Assert.Null(ShardTable.Read([], 2));
    }
}
