using RoadRunner.Host.Configuration.Sources;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration.Sources;

public sealed class DotEnvParserTests
{
    [Theory]
    [InlineData("A=1", "A=1")]
    [InlineData("A=1\nB=2\n", "A=1|B=2")]
    [InlineData("A=1\r\nB=2\r\n", "A=1|B=2")]
    [InlineData("\n# a comment\n\n  # another = one\nA=1", "A=1")]
    [InlineData("", "")]
    [InlineData("  A = 1  ", "A=1")]
    [InlineData("export A=1\nexport\tB=2\nexported=3", "A=1|B=2|exported=3")]
    [InlineData("export=1", "export=1")]
    [InlineData("A=\nB= # nothing\nC=\"\"", "A=|B=|C=")]
    [InlineData("A=b=c==", "A=b=c==")]
    [InlineData("A=two words # and why", "A=two words")]
    [InlineData("A=#fff\nB=a#b", "A=#fff|B=a#b")]
    [InlineData("A=\"a # b\" # c\nB='a # b'\t# c", "A=a # b|B=a # b")]
    [InlineData("A='a \"b\" $C \\n'\nB=1", "A=a \"b\" $C \\n|B=1")]
    [InlineData("A='it\\'s'", "A=it's")]
    [InlineData("A=\"a\\nb\\r\\\"c\\\" \\\\ \\$D\"", "A=a\nb\r\"c\" \\ $D")]
    [InlineData("A=\"one\ntwo\"\nB='x\r\ny'\nC=1", "A=one\ntwo|B=x\ny|C=1")]
    [InlineData("A=\\n \\$B", "A=\\n $B")]
    [InlineData("A=$", "A=$")]
    [InlineData("A=\"a # b\"# c", "A=a # b")]
    [InlineData("A=1\nA=2", "A=2")]
    [InlineData("a-b.c_D1=1", "a-b.c_D1=1")]
    [InlineData("A=\u00e4\u20ac", "A=\u00e4\u20ac")]
    public void Lines_are_names_and_values(string text, string expected) => Assert.Equal(expected, Parse(text));

    [Theory]
    [InlineData("A=$HOME/x", "A=/home/ann/x")]
    [InlineData("A=${HOME}x", "A=/home/annx")]
    [InlineData("A=\"${HOME}\"", "A=/home/ann")]
    [InlineData("A='${HOME}'", "A=${HOME}")]
    [InlineData("A=\"\\${HOME}\"", "A=${HOME}")]
    [InlineData("BASE=/a\nA=${BASE}/b", "BASE=/a|A=/a/b")]
    [InlineData("HOME=/other\nA=${HOME}", "HOME=/other|A=/home/ann")]
    [InlineData("A=${NONE}x", "A=x")]
    [InlineData("A=pa$word$ $$", "A=pa$word$ $$")]
    [InlineData("A=${lower} ${NO", "A=${lower} ${NO")]
    [InlineData("A=${}", "A=${}")]
    [InlineData("A=$", "A=$")]
    public void Names_in_capitals_are_replaced_by_what_they_will_be(string text, string expected) => Assert.Equal(expected, Parse(text));

    [Theory]
    [InlineData("A=1\nsecret", ".env:2: this line is not NAME=value")]
    [InlineData("A: secret", ".env:1: this line is not NAME=value")]
    [InlineData("export secret", ".env:1: this line is not NAME=value")]
    [InlineData("=secret", ".env:1: the name in front of \"=\" may have letters, digits, \"_\", \".\" and \"-\" only")]
    [InlineData("\n\nmy secret=secret", ".env:3: the name in front of \"=\" may have letters, digits, \"_\", \".\" and \"-\" only")]
    [InlineData("A=\"1\n2\"\nB='secret", ".env:3: the quote ' is not closed")]
    [InlineData("A=\"secret\\\"", ".env:1: the quote \" is not closed")]
    [InlineData("A=\"1\n2\" secret", ".env:2: there is text behind the closing quote")]
    [InlineData("A=sec\0ret", ".env: the file is not text: it has a NUL character")]
    public void A_bad_line_is_named_and_not_shown(string text, string expected)
    {
        var fault = Assert.Throws<SourceException>(() => Parse(text));

        Assert.Equal(expected, $"{fault.Place}: {fault.Message}");
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_damage_gives_variables_or_an_error_with_a_place()
    {
        const string marks = "=\"'\\$#{}\n\r\t export:A\0";
        const string good = "A=1\nexport B=\"x ${A} \\n y\" # z\nC='it'\n# end\nD=$A$B\n";
        var random = new Random(20250101);
        for (var round = 0; round < 2000; round++)
        {
            var text = good;
            for (var hits = random.Next(1, 4); hits > 0; hits--)
            {
                var at = random.Next(text.Length);
                text = text[..at] + marks[random.Next(marks.Length)] + text[(at + random.Next(2))..];
            }

            var error = Record.Exception(() => Parse(text));

            Assert.True(error is null or SourceException { Place.File: ".env" }, $"{error}\n\n{text}");
        }
    }

    private static string Parse(string text)
    {
        var environment = new SourceEnvironment(static name => name == "HOME" ? "/home/ann" : null);
        return string.Join('|', new DotEnvParser(text, ".env", environment).Parse().Select(static pair => $"{pair.Key}={pair.Value}"));
    }
}
