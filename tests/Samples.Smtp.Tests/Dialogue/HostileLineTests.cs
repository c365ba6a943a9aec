using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace RoadRunner.Samples.Smtp.Tests;

public sealed class HostileLineTests
{
    private static readonly string[] Parts =
    [
        "EHLO ", "HELO ", "MAIL FROM:", "RCPT TO:", "DATA", "AUTH PLAIN ", "AUTH LOGIN", "NOOP ", "VRFY ", "HELP", "QUIT", "RSET", " SIZE=", " BODY=8BITMIME",
        "<", ">", "@", ":", ",", "\"", "\\", "[", "]", "IPv6:", ".", "a", "b.example", "<a@b.example>", " ", "=", "*", "\r", "\n", "\r\n", "\0", "\t", "\u00e4", "\u00ff", "+", "dXNlcg==",
        "99999999999999999999", new string('x', 300), new string('A', 1200),
    ];

    // Plain noise hardly ever gets past the verb, so most lines are made of the words of SMTP.
    private static readonly Gen<byte[]> Lines = Gen.Frequency(
        (1, Gen.Choose(0, 255).Select(number => (byte)number).ArrayOf()),
        (4, Gen.Elements(Parts).ArrayOf().Select(parts => Encoding.Latin1.GetBytes(string.Concat(parts)))));

    private static readonly Gen<(SmtpState State, byte[][] Lines)> Conversations =
        from state in Gen.Elements(Enum.GetValues<SmtpState>())
        from count in Gen.Choose(1, 6)
        from lines in Lines.ArrayOf(count)
        select (state, lines);

    [Fact]
    public void Any_line_gets_a_reply_that_is_one() => PropertyCheck.ForAll(Conversations, conversation =>
    {
        var talk = SmtpTalk.In(conversation.State);
        foreach (var line in conversation.Lines)
        {
            var reply = talk.Dialogue.Line(talk.Session, line);
            if (reply.Next == SmtpNext.CheckCredentials)
                reply = talk.Dialogue.EndOfAuth(talk.Session, reply.Credentials!, accepted: true);

            AssertReply(reply);
        }
    });

    [Fact]
    public void Longest_names_fit_into_a_reply_line()
    {
        var longest = string.Join('.', Enumerable.Repeat(new string('d', 63), 4));
        var talk = new SmtpTalk(new SmtpOptions { HostName = longest });

        AssertReply(talk.Dialogue.Greeting);
        AssertReply(talk.Take("EHLO " + longest));
        AssertReply(talk.Take("QUIT"));
    }

    [Theory]
    [InlineData("EHLO a\r\n250 b")]
    [InlineData("EHLO a\n250 b")]
    [InlineData("VRFY a\r\n250 b")]
    [InlineData("X\r\n250 b")]
    [InlineData("MAIL FROM:<\"\r\n250 b\"@c>")]
    public void Client_cannot_write_into_replies(string line)
    {
        var reply = SmtpTalk.In(SmtpState.Greeted).Say(line);

        Assert.StartsWith("50", reply, StringComparison.Ordinal);
        Assert.DoesNotContain("250 b", reply, StringComparison.Ordinal);
    }

    private static void AssertReply(SmtpReply reply)
    {
        var text = Encoding.Latin1.GetString(reply.Bytes.Span);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        var lines = text[..^2].Split("\r\n");
        for (var index = 0; index < lines.Length; index++)
        {
            Assert.InRange(lines[index].Length + 2, 6, 512);
            Assert.StartsWith(text[..3], lines[index], StringComparison.Ordinal);
            Assert.Equal(index == lines.Length - 1 ? ' ' : '-', lines[index][3]);
            Assert.DoesNotContain(lines[index], character => character is < ' ' or > '~');
        }
    }
}
