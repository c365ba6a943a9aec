namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class LruCacheTests
{
    [Fact]
    public void Value_that_was_not_used_for_the_longest_time_goes_first()
    {
        var cache = new LruCache<string, int>(2);
        cache.Set("a", 1);
        cache.Set("b", 2);
        Assert.True(cache.TryGet("a", out _));
        cache.Set("c", 3);

        Assert.False(cache.TryGet("b", out _));
        Assert.True(cache.TryGet("a", out var value));
        Assert.Equal((1, 2), (value, cache.Count));
        cache.Set("a", 5);
        Assert.True(cache.Remove("c"));
        Assert.False(cache.Remove("c"));
        Assert.True(cache.TryGet("a", out value));
        Assert.Equal((5, 1), (value, cache.Count));
    }
}
