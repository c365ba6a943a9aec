using RoadRunner.Host.Configuration.Reading;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration.Reading;

public sealed class CommandTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("a", "<a>")]
    [InlineData(" a  b\tc\nd ", "<a><b><c><d>")]
    [InlineData("a 'b c' \"d e\"", "<a><b c><d e>")]
    [InlineData("a --x='b c'd", "<a><--x=b cd>")]
    [InlineData("a '' \"\"", "<a><><>")]
    [InlineData("a '\"' \"'\"", "<a><\"><'>")]
    [InlineData("a b,c", "<a><b,c>")]
    [InlineData(@"C:\app\w.exe \n", @"<C:\app\w.exe><\n>")]
    public void Words_end_at_spaces_outside_of_quotes(string text, string expected)
    {
        Assert.True(CommandText.TrySplit(text, out var words, out _));
        Assert.Equal(expected, string.Concat(words.Select(word => $"<{word}>")));
    }

    [Theory]
    [InlineData("a 'b", "the quote ' is not closed in: a 'b")]
    [InlineData("\"a", "the quote \" is not closed in: \"a")]
    [InlineData("it's", "the quote ' is not closed in: it's")]
    public void A_quote_that_is_not_closed_is_an_error(string text, string expected)
    {
        Assert.False(CommandText.TrySplit(text, out _, out var error));
        Assert.Equal(expected, error);
    }
}
