using System.Text;

namespace RoadRunner.Samples.Smtp.Tests;

/// <summary>A client's view of a dialogue: says lines, gets text.</summary>
internal sealed class SmtpTalk(SmtpOptions? options = null, bool offersAuth = false)
{
    private const string Base64OfUser = "dXNlcg==";

    public ManualTime Time { get; } = new(new DateTimeOffset(2026, 1, 13, 9, 8, 7, 65, TimeSpan.Zero));

    public SmtpSession Session { get; init; } = new();

    public SmtpDialogue Dialogue => field ??= new SmtpDialogue(options ?? new SmtpOptions(), Time, offersAuth);

    /// <summary>Makes a dialogue that offers AUTH and has come to a state.</summary>
    public static SmtpTalk In(SmtpState state, SmtpOptions? options = null)
    {
        var talk = new SmtpTalk(options, offersAuth: true);
        string[] lines = state switch
        {
            SmtpState.Connected => [],
            SmtpState.Greeted => ["EHLO client"],
            SmtpState.AuthUsername => ["EHLO client", "AUTH LOGIN"],
            SmtpState.AuthPassword => ["EHLO client", "AUTH LOGIN", Base64OfUser],
            SmtpState.AuthPlain => ["EHLO client", "AUTH PLAIN"],
            SmtpState.MailGiven => ["EHLO client", "MAIL FROM:<a@b.example>"],
            SmtpState.RecipientGiven => ["EHLO client", "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>"],
            _ => ["EHLO client", "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA"],
        };
        foreach (var line in lines)
        {
            Assert.InRange(talk.Take(line).Code, 200, 399);
        }

        Assert.Equal(state, talk.Session.State);
        return talk;
    }

    /// <summary>Sends a line; characters are bytes.</summary>
    public SmtpReply Take(string line) => Dialogue.Line(Session, Encoding.Latin1.GetBytes(line));

    /// <summary>Sends a line and returns the reply as the client reads it.</summary>
    public string Say(string line) => Encoding.ASCII.GetString(Take(line).Bytes.Span);

    /// <summary>Sends a body without the line that ends it.</summary>
    public SmtpMail? Body(string body, out SmtpReply refusal, string? remoteAddress = null) =>
        Dialogue.EndOfData(Session, new(Encoding.Latin1.GetBytes(body)), remoteAddress, out refusal);
}
