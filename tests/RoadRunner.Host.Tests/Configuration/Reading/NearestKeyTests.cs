using RoadRunner.Host.Configuration.Reading;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration.Reading;

public sealed class NearestKeyTests
{
    private static readonly string[] Keys = ["addr", "delimiter", "num_workers", "allocate_timeout", "destroy_timeout", "ttl", "idle_ttl"];

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "abd", 1)]
    [InlineData("abc", "acb", 1)]
    [InlineData("abc", "ab", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_counts_single_slips(string left, string right, int expected) =>
        Assert.Equal(expected, NearestKey.Distance(left, right));

    [Theory]
    [InlineData("num_wokers", "num_workers")]
    [InlineData("NumWorkers", "num_workers")]
    [InlineData("adr", "addr")]
    [InlineData("address", "addr")]
    [InlineData("delimeter", "delimiter")]
    [InlineData("timeout", "destroy_timeout")]
    [InlineData("tll", "ttl")]
    [InlineData("colour", null)]
    [InlineData("x", null)]
    public void The_nearest_key_is_found(string key, string? expected) => Assert.Equal(expected, NearestKey.Find(key, Keys));
}
