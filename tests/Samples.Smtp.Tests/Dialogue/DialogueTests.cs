using System.Text;

namespace RoadRunner.Samples.Smtp.Tests;

public sealed class DialogueTests
{
    [Fact]
    public void Greeting_begins_with_220_and_the_name() =>
        Assert.Equal("220 mailamie ESMTP\r\n", Encoding.ASCII.GetString(new SmtpTalk().Dialogue.Greeting.Bytes.Span));

    [Fact]
    public void Mail_goes_through()
    {
        var talk = new SmtpTalk();

        Assert.Equal("250-mailamie greets client.example\r\n250-PIPELINING\r\n250-SIZE 10485760\r\n250-8BITMIME\r\n250 HELP\r\n", talk.Say("EHLO client.example"));
        Assert.Equal("250 OK\r\n", talk.Say("MAIL FROM:<a@b.example>"));
        Assert.Equal("250 OK\r\n", talk.Say("RCPT TO:<c@d.example>"));
        Assert.Equal("250 OK\r\n", talk.Say("RCPT TO:<e@f.example>"));
        Assert.Equal("354 End data with <CR><LF>.<CR><LF>\r\n", talk.Say("DATA"));
        var mail = talk.Body("Subject: x\r\n\r\ntext", out _);
        Assert.NotNull(mail);
        Assert.Equal("a@b.example", mail.Envelope.ReversePath);
        Assert.Equal(["c@d.example", "e@f.example"], mail.Envelope.Recipients);
        Assert.Equal("client.example", mail.Envelope.ClientName);
        Assert.Equal($"250 OK {mail.Envelope.Id:N}\r\n", Encoding.ASCII.GetString(SmtpDialogue.Stored(talk.Session, mail.Envelope).Bytes.Span));
        Assert.Equal("221 mailamie Bye\r\n", talk.Say("QUIT"));
        Assert.Equal(1, talk.Session.Mails);
    }

    [Fact]
    public void Second_mail_knows_nothing_of_the_first()
    {
        var talk = SmtpTalk.In(SmtpState.Data);
        var first = talk.Body("one", out _)!;

        talk.Take("MAIL FROM:<>");
        talk.Take("RCPT TO:<x@y.example>");
        talk.Take("DATA");
        var second = talk.Body("two", out _)!;

        Assert.Equal(["c@d.example"], first.Envelope.Recipients);
        Assert.Equal(["x@y.example"], second.Envelope.Recipients);
        Assert.Equal("", second.Envelope.ReversePath);
        Assert.NotEqual(first.Envelope.Id, second.Envelope.Id);
    }

    [Fact]
    public void Helo_offers_nothing()
    {
        var talk = new SmtpTalk();

        Assert.Equal("250 mailamie\r\n", talk.Say("HELO client"));
        Assert.Equal("555 Parameter not recognized\r\n", talk.Say("MAIL FROM:<a@b.example> SIZE=1"));
        Assert.Equal("250 OK\r\n", talk.Say("MAIL FROM:<a@b.example>"));
    }

    [Fact]
    public void Auth_is_offered_when_somebody_can_check() =>
        Assert.Contains("\r\n250-AUTH PLAIN LOGIN\r\n250 HELP\r\n", new SmtpTalk(offersAuth: true).Say("EHLO client"), StringComparison.Ordinal);

    [Fact]
    public void Auth_that_needs_encryption_is_offered_on_encrypted_connections_only()
    {
        var talk = new SmtpTalk(new SmtpOptions { AuthNeedsEncryption = true }, offersAuth: true);
        Assert.DoesNotContain("AUTH", talk.Say("EHLO client"), StringComparison.Ordinal);

        talk.Session.IsEncrypted = true;

        Assert.Contains("AUTH", talk.Say("EHLO client"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MAIL FROM: <a@b.example>")]
    [InlineData("mail from:<a@b.example>  ")]
    [InlineData("MAIL FROM:<a@b.example>   SIZE=1  BODY=7BIT ")]
    [InlineData("MAIL  FROM:<@relay.example,@other.example:a@b.example>")]
    public void Harmless_variants_of_mail_are_taken(string line)
    {
        var talk = SmtpTalk.In(SmtpState.Greeted);

        Assert.Equal(250, talk.Take(line).Code);
        Assert.Equal("a@b.example", talk.Session.ReversePath);
    }

    [Fact]
    public void Parameters_of_mail_are_kept()
    {
        var talk = SmtpTalk.In(SmtpState.Greeted);

        talk.Take("MAIL FROM:<a@b.example> BODY=8BITMIME SIZE=1234 AUTH=a+2Bx@b.example");

        Assert.Equal(1234, talk.Session.DeclaredBytes);
        Assert.True(talk.Session.Is8Bit);
    }

    [Theory]
    [InlineData("RCPT TO:<Postmaster>", "Postmaster")]
    [InlineData("RCPT TO:<\"a b@c\\\">\"@d.example>", "\"a b@c\\\">\"@d.example")]
    [InlineData("RCPT TO:<c@[192.0.2.1]>", "c@[192.0.2.1]")]
    public void Recipient_is_kept_as_written(string line, string recipient)
    {
        var talk = SmtpTalk.In(SmtpState.MailGiven);

        Assert.Equal(250, talk.Take(line).Code);
        Assert.Equal([recipient], talk.Session.Recipients);
    }

    [Fact]
    public void Refused_recipient_leaves_the_others()
    {
        var talk = SmtpTalk.In(SmtpState.RecipientGiven);

        Assert.Equal(553, talk.Take("RCPT TO:<no at sign>").Code);
        Assert.Equal(354, talk.Take("DATA").Code);
    }

    [Fact]
    public void Oversized_body_leaves_the_connection_usable()
    {
        var talk = SmtpTalk.In(SmtpState.Data);

        var reply = talk.Dialogue.Oversized(talk.Session);

        Assert.Equal((552, SmtpNext.Keep), (reply.Code, reply.Next));
        Assert.Equal(SmtpState.Greeted, talk.Session.State);
        Assert.Equal(250, talk.Take("MAIL FROM:<a@b.example>").Code);
    }

    [Fact]
    public void Size_is_counted_without_stuffed_dots()
    {
        var options = new SmtpOptions { MaxMessageBytes = 1024 };
        var fits = "." + string.Concat(Enumerable.Repeat("..", 511)) + "\r\n";

        Assert.NotNull(SmtpTalk.In(SmtpState.Data, options).Body(fits, out _));
        var talk = SmtpTalk.In(SmtpState.Data, options);
        Assert.Null(talk.Body(fits.Insert(1, "x"), out var refusal));
        Assert.Equal(552, refusal.Code);
        Assert.Equal(SmtpState.Greeted, talk.Session.State);
    }

    [Fact]
    public void Body_that_nobody_asked_for_is_no_mail()
    {
        var talk = SmtpTalk.In(SmtpState.RecipientGiven);

        Assert.Null(talk.Body("text", out var refusal));
        Assert.Equal((421, SmtpNext.Close), (refusal.Code, refusal.Next));
    }

    [Fact]
    public void Too_many_errors_close_the_connection()
    {
        var talk = new SmtpTalk(new SmtpOptions { MaxErrors = 3 });

        Assert.Equal(500, talk.Take("ONE").Code);
        Assert.Equal(250, talk.Take("NOOP").Code);
        Assert.Equal(503, talk.Take("DATA").Code);
        var reply = talk.Take("THREE");
        Assert.Equal((421, SmtpNext.Close), (reply.Code, reply.Next));
    }

    [Fact]
    public void Twentieth_error_is_the_last_by_default()
    {
        var talk = new SmtpTalk();

        for (var error = 1; error < 20; error++)
        {
            Assert.Equal(SmtpNext.Keep, talk.Take("?").Next);
        }

        Assert.Equal(SmtpNext.Close, talk.Take("?").Next);
    }
}
