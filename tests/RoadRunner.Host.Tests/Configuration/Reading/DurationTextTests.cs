using RoadRunner.Host.Configuration.Reading;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration.Reading;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    [InlineData("30s", 30_000)]
    [InlineData("1m30s", 90_000)]
    [InlineData("500ms", 500)]
    [InlineData("1h3m40s", 3_820_000)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData(".5s", 500)]
    [InlineData("1s1s", 2_000)]
    [InlineData("1500us", 1.5)]
    [InlineData("1500µs", 1.5)]
    [InlineData("100000ns", 0.1)]
    [InlineData("1ns", 0.0001)]
    [InlineData("960h", 3_456_000_000)]
    public void A_duration_is_a_sum_of_numbers_with_units(string text, double milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var value, out var error), error);
        Assert.Equal((long)(milliseconds * TimeSpan.TicksPerMillisecond), value.Ticks);
    }

    [Theory]
    [InlineData("30", "\"30\" has no unit; write for example \"30s\" (Go RoadRunner takes a bare number for nanoseconds)")]
    [InlineData("-5s", "\"-5s\" is negative; write for example \"30s\", \"1m30s\" or \"500ms\"")]
    [InlineData("961h", "\"961h\" is longer than 960h, the longest time this host can wait")]
    [InlineData("99999999999999999999999999h", "\"99999999999999999999999999h\" is longer than 960h, the longest time this host can wait")]
    public void A_duration_out_of_the_rules_is_an_error_that_says_the_rule(string text, string expected) => AssertError(expected, text);

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("1d")]
    [InlineData("1S")]
    [InlineData("1 s")]
    [InlineData("1.2.3s")]
    [InlineData("1m30")]
    [InlineData("+")]
    [InlineData("1,5s")]
    [InlineData("1e3s")]
    [InlineData(".s")]
    [InlineData("soon")]
    public void What_is_no_duration_is_an_error_that_shows_one(string text) => AssertError(
        $"\"{text}\" is not a duration; write for example \"30s\", \"1m30s\" or \"500ms\" (units are h, m, s, ms, us and ns)", text);

    private static void AssertError(string expected, string text)
    {
        Assert.False(DurationText.TryParse(text, out _, out var error));
        Assert.Equal(expected, error);
    }
}
