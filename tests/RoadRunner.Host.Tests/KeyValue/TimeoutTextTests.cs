using System.Globalization;
using RoadRunner.Host.KeyValue;
using Xunit;

namespace RoadRunner.Host.Tests.KeyValue;

public sealed class TimeoutTextTests
{
    private const string Layout = "\"2006-01-02T15:04:05Z07:00\"";

    public static TheoryData<string, string> RecordedErrors => [.. RecordedReplies.TimeErrors()];

    [Theory]
    [InlineData("2026-11-20T07:15:22Z", "2026-11-20T07:15:22.0000000")]
    [InlineData("2026-11-20T07:15:22+00:00", "2026-11-20T07:15:22.0000000")]
    [InlineData("2026-11-20T07:15:22-00:00", "2026-11-20T07:15:22.0000000")]
    [InlineData("2026-11-20T07:15:22+02:00", "2026-11-20T05:15:22.0000000")]
    [InlineData("2026-11-20T23:15:22-05:30", "2026-11-21T04:45:22.0000000")]
    [InlineData("2026-11-20T07:15:22.5Z", "2026-11-20T07:15:22.5000000")]
    [InlineData("2026-11-20T07:15:22,25Z", "2026-11-20T07:15:22.2500000")]
    [InlineData("2026-11-20T07:15:22.123456789012Z", "2026-11-20T07:15:22.1234567")]
    [InlineData("2026-11-20T7:15:22Z", "2026-11-20T07:15:22.0000000")]
    [InlineData("2026-11-20T07:15:22+24:60", "2026-11-19T06:15:22.0000000")]
    [InlineData("2028-02-29T00:00:00Z", "2028-02-29T00:00:00.0000000")]
    [InlineData("0001-01-01T00:00:00+01:00", "0001-01-01T00:00:00.0000000")]
    [InlineData("0000-02-29T00:00:00Z", "0001-01-01T00:00:00.0000000")]
    [InlineData("9999-12-31T23:59:59.9999999-01:00", "9999-12-31T23:59:59.9999999")]
    public void A_time_in_RFC_3339_is_read(string text, string expected)
    {
        Assert.True(TimeoutText.TryParse(text, out var time, out var error), error);
        Assert.Equal(expected, time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.Zero, time.Offset);
    }

    [Theory]
    [InlineData("4", "\"4\" as " + Layout + ": cannot parse \"4\" as \"2006\"")]
    [InlineData("", "\"\" as " + Layout + ": cannot parse \"\" as \"2006\"")]
    [InlineData("20x6-11-20T07:15:22Z", "\"20x6-11-20T07:15:22Z\" as " + Layout + ": cannot parse \"20x6-11-20T07:15:22Z\" as \"2006\"")]
    [InlineData("2026/11/20", "\"2026/11/20\" as " + Layout + ": cannot parse \"/11/20\" as \"-\"")]
    [InlineData("2026-1-20", "\"2026-1-20\" as " + Layout + ": cannot parse \"1-20\" as \"01\"")]
    [InlineData("2026-11-2", "\"2026-11-2\" as " + Layout + ": cannot parse \"2\" as \"02\"")]
    [InlineData("2026-11-20 07:01:00", "\"2026-11-20 07:01:00\" as " + Layout + ": cannot parse \" 07:01:00\" as \"T\"")]
    [InlineData("2026-11-20", "\"2026-11-20\" as " + Layout + ": cannot parse \"\" as \"T\"")]
    [InlineData("2026-11-20T", "\"2026-11-20T\" as " + Layout + ": cannot parse \"\" as \"15\"")]
    [InlineData("2026-11-20T07:1", "\"2026-11-20T07:1\" as " + Layout + ": cannot parse \"1\" as \"04\"")]
    [InlineData("2026-11-20T07:01:.0+00:00", "\"2026-11-20T07:01:.0+00:00\" as " + Layout + ": cannot parse \".0+00:00\" as \"05\"")]
    [InlineData("2026-11-20T07:01:00", "\"2026-11-20T07:01:00\" as " + Layout + ": cannot parse \"\" as \"Z07:00\"")]
    [InlineData("2026-11-20T07:01:00.Z", "\"2026-11-20T07:01:00.Z\" as " + Layout + ": cannot parse \".Z\" as \"Z07:00\"")]
    [InlineData("2026-11-20T07:01:00z", "\"2026-11-20T07:01:00z\" as " + Layout + ": cannot parse \"z\" as \"Z07:00\"")]
    [InlineData("2026-11-20T07:01:00+0200", "\"2026-11-20T07:01:00+0200\" as " + Layout + ": cannot parse \"+0200\" as \"Z07:00\"")]
    [InlineData("2026-11-20T07:01:00*02:00", "\"2026-11-20T07:01:00*02:00\" as " + Layout + ": cannot parse \"*02:00\" as \"Z07:00\"")]
    [InlineData("2026-11-20T07:01:00+0a:00", "\"2026-11-20T07:01:00+0a:00\" as " + Layout + ": cannot parse \"+0a:00\" as \"Z07:00\"")]
    [InlineData("2026-11-20T07:01:00Z07:00", "\"2026-11-20T07:01:00Z07:00\": extra text: \"07:00\"")]
    [InlineData("2026-13-20T07:01:00Z", "\"2026-13-20T07:01:00Z\": month out of range")]
    [InlineData("2026-00-20T07:01:00Z", "\"2026-00-20T07:01:00Z\": month out of range")]
    [InlineData("2026-02-29T07:01:00Z", "\"2026-02-29T07:01:00Z\": day out of range")]
    [InlineData("2026-11-00T07:01:00Z", "\"2026-11-00T07:01:00Z\": day out of range")]
    [InlineData("2026-11-20T24:00:00Z", "\"2026-11-20T24:00:00Z\": hour out of range")]
    [InlineData("2026-11-20T07:60:00Z", "\"2026-11-20T07:60:00Z\": minute out of range")]
    [InlineData("2026-11-20T07:01:60Z", "\"2026-11-20T07:01:60Z\": second out of range")]
    [InlineData("2026-11-20T07:01:00+25:00", "\"2026-11-20T07:01:00+25:00\": time zone offset hour out of range")]
    [InlineData("2026-11-20T07:01:00+00:61", "\"2026-11-20T07:01:00+00:61\": time zone offset minute out of range")]
    [InlineData("a\"b\\c\n\u00e9", "\"a\\\"b\\\\c\\x0a\\xc3\\xa9\" as " + Layout + ": cannot parse \"a\\\"b\\\\c\\x0a\\xc3\\xa9\" as \"2006\"")]
    public void Anything_else_is_refused_in_Gos_words(string text, string expected)
    {
        Assert.False(TimeoutText.TryParse(text, out _, out var error));
        Assert.Equal($"parsing time {expected}", error);
    }

    [Theory]
    [MemberData(nameof(RecordedErrors))]
    public void The_words_are_those_of_the_transcripts(string text, string expected)
    {
        Assert.False(TimeoutText.TryParse(text, out _, out var error));
        Assert.Equal(expected, error);
    }

    [Fact]
    public void A_cut_time_is_never_anything_but_a_time_or_an_error()
    {
        const string whole = "2026-11-20T07:15:22.125+02:00 and more";
        for (var length = 0; length <= whole.Length; length++)
        {
            var read = TimeoutText.TryParse(whole[..length], out _, out var error);

            Assert.Equal(length == whole.IndexOf(' ', StringComparison.Ordinal), read);
            Assert.Equal(read, error is null);
        }
    }
}
