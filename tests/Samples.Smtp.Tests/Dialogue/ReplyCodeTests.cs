namespace RoadRunner.Samples.Smtp.Tests;

public sealed class ReplyCodeTests
{
    private static readonly string LongDomain = string.Join('.', Enumerable.Repeat(new string('d', 60), 4));

    public static TheoryData<SmtpState, string, int> Refusals => new()
    {
        { SmtpState.Connected, "", 500 },
        { SmtpState.Connected, " NOOP", 500 },
        { SmtpState.Connected, "NOOPS", 500 },
        { SmtpState.Connected, "NOOP\tx", 500 },
        { SmtpState.Connected, "NOOP\0", 500 },
        { SmtpState.Connected, "NO\u00d6P", 500 },
        { SmtpState.Connected, "NOOP " + new string('x', 506), 500 },
        { SmtpState.Greeted, "MAIL FROM:<a@b.example> AUTH=" + new string('x', 1100), 500 },
        { SmtpState.Greeted, "AUTH PLAIN " + new string('x', 12_288), 500 },
        { SmtpState.Connected, "EHLO", 501 },
        { SmtpState.Connected, "HELO ", 501 },
        { SmtpState.Connected, "EHLO two words", 501 },
        { SmtpState.Connected, "EHLO -x", 501 },
        { SmtpState.Connected, "EHLO [1.2.3]", 501 },
        { SmtpState.Connected, "EHLO a\rb", 501 },
        { SmtpState.Connected, "EHLO a\nRCPT", 501 },
        { SmtpState.Connected, "EHLO \u00e4", 501 },
        { SmtpState.Connected, "NOOP \u007f", 501 },
        { SmtpState.Connected, "VRFY", 501 },
        { SmtpState.Connected, "QUIT now", 501 },
        { SmtpState.Connected, "RSET now", 501 },
        { SmtpState.RecipientGiven, "DATA now", 501 },
        { SmtpState.Greeted, "MAIL", 501 },
        { SmtpState.Greeted, "MAIL FROM", 501 },
        { SmtpState.Greeted, "MAIL FROM:", 501 },
        { SmtpState.Greeted, "MAIL TO:<a@b.example>", 501 },
        { SmtpState.Greeted, "MAIL FROM:a@b.example", 501 },
        { SmtpState.Greeted, "MAIL FROM:<a@b.example", 501 },
        { SmtpState.Greeted, "MAIL FROM:<a@b.example>x", 501 },
        { SmtpState.Greeted, "MAIL FROM:<\"a@b.example>", 501 },
        { SmtpState.Greeted, "MAIL FROM:<a@b.example>\0", 501 },
        { SmtpState.Greeted, $"MAIL FROM:<abcdefghijkl@{LongDomain}>", 501 },
        { SmtpState.Greeted, "MAIL FROM:<a@b.example> SIZE", 501 },
        { SmtpState.Greeted, "MAIL FROM:<a@b.example> SIZE=-1", 501 },
        { SmtpState.Greeted, "MAIL FROM:<a@b.example> SIZE=1 SIZE=1", 501 },
        { SmtpState.Greeted, "MAIL FROM:<a@b.example> BODY=9BIT", 501 },
        { SmtpState.Greeted, "MAIL FROM:<a@b.example> AUTH=+zz", 501 },
        { SmtpState.Greeted, "MAIL FROM:<a@b.example> =", 501 },
        { SmtpState.MailGiven, "RCPT", 501 },
        { SmtpState.MailGiven, "RCPT TO:", 501 },
        { SmtpState.MailGiven, "RCPT TO:<>", 501 },
        { SmtpState.MailGiven, "RCPT FROM:<a@b.example>", 501 },
        { SmtpState.Connected, "EXPN list", 502 },
        { SmtpState.Connected, "TURN", 502 },
        { SmtpState.Connected, "SEND FROM:<a@b.example>", 502 },
        { SmtpState.Connected, "SAML FROM:<a@b.example>", 502 },
        { SmtpState.Connected, "SOML FROM:<a@b.example>", 502 },
        { SmtpState.Connected, "ETRN x", 502 },
        { SmtpState.Connected, "STARTTLS", 502 },
        { SmtpState.RecipientGiven, "BDAT 5 LAST", 502 },
        { SmtpState.Greeted, "AUTH CRAM-MD5", 504 },
        { SmtpState.Greeted, $"MAIL FROM:<> SIZE={(10 * 1024 * 1024) + 1}", 552 },
        { SmtpState.Greeted, "MAIL FROM:<> SIZE=99999999999999999999", 552 },
        { SmtpState.Greeted, "MAIL FROM:<a>", 553 },
        { SmtpState.Greeted, "MAIL FROM:<postmaster>", 553 },
        { SmtpState.Greeted, "MAIL FROM:<@b.example>", 553 },
        { SmtpState.Greeted, "MAIL FROM:<a..b@c.example>", 553 },
        { SmtpState.Greeted, "MAIL FROM:<a@b_c>", 553 },
        { SmtpState.Greeted, "MAIL FROM:<\u00e4@b.example>", 553 },
        { SmtpState.MailGiven, "RCPT TO:<c@\u00e4.example>", 553 },
        { SmtpState.MailGiven, $"RCPT TO:<{new string('x', 65)}@d.example>", 553 },
        { SmtpState.MailGiven, "RCPT TO:<c@[1.2.3.256]>", 553 },
        { SmtpState.Greeted, "MAIL FROM:<a@b.example> SMTPUTF8", 555 },
        { SmtpState.Greeted, "MAIL FROM:<a@b.example> RET=FULL", 555 },
        { SmtpState.MailGiven, "RCPT TO:<c@d.example> NOTIFY=NEVER", 555 },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Wrong_line_has_its_code_and_changes_nothing(SmtpState state, string line, int code)
    {
        var talk = SmtpTalk.In(state);

        var reply = talk.Take(line);

        Assert.Equal((code, SmtpNext.Keep), (reply.Code, reply.Next));
        Assert.Equal(state, talk.Session.State);
        Assert.Equal(1, talk.Session.Errors);
    }

    [Theory]
    [InlineData("NOOP ", 512)]
    [InlineData("AUTH CRAM-MD5 ", 12_288)]
    public void Longest_line_is_taken_and_one_byte_more_is_not(string start, int limit)
    {
        var longest = start.PadRight(limit - 2, 'x');

        Assert.NotEqual("500 Line too long\r\n", SmtpTalk.In(SmtpState.Greeted).Say(longest));
        Assert.Equal("500 Line too long\r\n", SmtpTalk.In(SmtpState.Greeted).Say(longest + "x"));
    }

    [Fact]
    public void Mail_may_be_longer_because_of_its_parameters()
    {
        var longest = "MAIL FROM:<a@b.example> AUTH=".PadRight(1055 - 2, 'x');

        Assert.Equal("250 OK\r\n", SmtpTalk.In(SmtpState.Greeted).Say(longest));
        Assert.Equal("500 Line too long\r\n", SmtpTalk.In(SmtpState.Greeted).Say(longest + "x"));
    }

    [Fact]
    public void Hundred_and_first_recipient_is_refused_for_now()
    {
        var talk = SmtpTalk.In(SmtpState.RecipientGiven);
        for (var count = 1; count < 100; count++)
        {
            Assert.Equal(250, talk.Take($"RCPT TO:<c{count}@d.example>").Code);
        }

        Assert.Equal(452, talk.Take("RCPT TO:<c@d.example>").Code);
        Assert.Equal(0, talk.Session.Errors);
        Assert.Equal(354, talk.Take("DATA").Code);
    }

    [Fact]
    public void Recipient_of_another_domain_is_refused()
    {
        var talk = SmtpTalk.In(SmtpState.MailGiven, new SmtpOptions { Domains = { "d.example" } });

        Assert.Equal(550, talk.Take("RCPT TO:<c@other.example>").Code);
        Assert.Equal(250, talk.Take("RCPT TO:<c@D.example>").Code);
        Assert.Equal(250, talk.Take("RCPT TO:<postmaster>").Code);
    }

    [Fact]
    public void Oversized_line_is_refused_and_ends_auth()
    {
        var talk = SmtpTalk.In(SmtpState.AuthPassword);

        Assert.Equal(500, talk.Dialogue.Oversized(talk.Session).Code);
        Assert.Equal(SmtpState.Greeted, talk.Session.State);
        Assert.Null(talk.Session.PendingUser);
        Assert.Equal(1, talk.Session.Errors);
    }
}
