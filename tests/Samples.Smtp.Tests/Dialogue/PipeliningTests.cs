namespace RoadRunner.Samples.Smtp.Tests;

public sealed class PipeliningTests
{
    [Fact]
    public void Lines_sent_at_once_are_answered_one_by_one()
    {
        var talk = new SmtpTalk();

        Assert.Equal([250, 250, 553, 250, 354], Codes(talk, "EHLO x", "MAIL FROM:<a@b.example>", "RCPT TO:<nobody>", "RCPT TO:<c@d.example>", "DATA"));
        Assert.NotNull(talk.Body("text", out _));
        Assert.Equal([250, 250, 354], Codes(talk, "MAIL FROM:<>", "RCPT TO:<c@d.example>", "DATA"));
    }

    // The client has not waited for the answer to MAIL, so everything that builds on it has to fail by itself.
    [Fact]
    public void Lines_behind_a_refused_mail_are_refused()
    {
        var talk = SmtpTalk.In(SmtpState.Greeted);

        Assert.Equal([552, 503, 503, 250], Codes(talk, "MAIL FROM:<a@b.example> SIZE=999999999", "RCPT TO:<c@d.example>", "DATA", "MAIL FROM:<a@b.example>"));
    }

    [Fact]
    public void Fixed_replies_allocate_nothing()
    {
        var talk = SmtpTalk.In(SmtpState.Greeted);
        Take();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Take();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Take()
        {
            talk.Dialogue.Line(talk.Session, "NOOP"u8);
            talk.Dialogue.Line(talk.Session, "RSET"u8);
            talk.Dialogue.Line(talk.Session, "MAIL FROM:<>"u8);
            talk.Dialogue.Line(talk.Session, "RCPT TO:<>"u8);
            talk.Dialogue.Line(talk.Session, "RSET"u8);
        }
    }

    private static IEnumerable<int> Codes(SmtpTalk talk, params string[] lines) => lines.Select(line => talk.Take(line).Code);
}
