using RoadRunner.Host.Configuration.Reading;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration.Reading;

public sealed class SizeTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1024", 1024)]
    [InlineData("7B", 7)]
    [InlineData("10KB", 10_000)]
    [InlineData("10MB", 10_000_000)]
    [InlineData("1GB", 1_000_000_000)]
    [InlineData("512KiB", 524_288)]
    [InlineData("64MiB", 67_108_864)]
    [InlineData("64mib", 67_108_864)]
    [InlineData("64 MiB", 67_108_864)]
    [InlineData("2GiB", 2_147_483_648)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775807GiB", long.MaxValue)]
    [InlineData("99999999999999999999", long.MaxValue)]
    public void A_size_is_a_number_with_or_without_a_unit(string text, long expected)
    {
        Assert.True(SizeText.TryParse(text, out var bytes));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MiB")]
    [InlineData("1M")]
    [InlineData("1.5MiB")]
    [InlineData("-1")]
    [InlineData("1MiB2")]
    [InlineData("ten")]
    public void Anything_else_is_no_size(string text) => Assert.False(SizeText.TryParse(text, out _));
}
