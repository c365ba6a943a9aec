using System.Text;

namespace RoadRunner.Samples.Smtp.Tests;

public sealed class SmtpMaskTests
{
    [Theory]
    [InlineData("AUTH PLAIN c2VjcmV0", "AUTH PLAIN ***")]
    [InlineData("auth login c2VjcmV0", "auth login ***")]
    [InlineData("AUTH PLAIN  c2Vj cmV0", "AUTH PLAIN  ***")]
    [InlineData("AUTH\tPLAIN\tc2VjcmV0", "AUTH\\x09PLAIN\\x09***")]
    [InlineData("  AUTH  PLAIN c2VjcmV0", "  AUTH  PLAIN ***")]
    [InlineData("AUTH c2VjcmV0", "AUTH ***")]
    [InlineData("AUTH XOAUTH2 c2VjcmV0", "AUTH ***")]
    [InlineData("AUTHPLAIN c2VjcmV0", "AUTH***")]
    [InlineData("AUTH \u00e4c2VjcmV0", "AUTH ***")]
    [InlineData("AUTH PLAIN\u00a0c2VjcmV0", "AUTH ***")]
    [InlineData("AUTH PLAIN", "AUTH PLAIN")]
    [InlineData("AUTH PLAIN ", "AUTH PLAIN ")]
    [InlineData("AUTH", "AUTH")]
    [InlineData("AUTH ", "AUTH ")]
    [InlineData("AUT", "AUT")]
    [InlineData("", "")]
    [InlineData("MAIL FROM:<a@b.example>", "MAIL FROM:<a@b.example>")]
    [InlineData("NOOP \r\nfake \u001b[1m\u00e4", "NOOP \\x0D\\x0Afake \\x1B[1m\\xE4")]
    public void Line_is_fit_for_a_log(string line, string expected) =>
        Assert.Equal(expected, SmtpMask.Line(SmtpState.Greeted, Encoding.Latin1.GetBytes(line)));

    [Theory]
    [InlineData(SmtpState.AuthUsername)]
    [InlineData(SmtpState.AuthPassword)]
    [InlineData(SmtpState.AuthPlain)]
    public void Response_is_hidden_as_a_whole(SmtpState state) => Assert.Equal("***", SmtpMask.Line(state, "c2VjcmV0"u8));
}
