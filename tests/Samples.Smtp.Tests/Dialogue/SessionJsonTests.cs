using System.Text.Json;

namespace RoadRunner.Samples.Smtp.Tests;

public sealed class SessionJsonTests
{
    public static TheoryData<SmtpState> States => [.. Enum.GetValues<SmtpState>()];

    [Theory]
    [MemberData(nameof(States))]
    public void Session_comes_back_as_it_was(SmtpState state)
    {
        var session = new SmtpSession
        {
            State = state,
            ClientName = "client",
            IsEsmtp = true,
            IsEncrypted = true,
            User = "user",
            PendingUser = "pending",
            ReversePath = "",
            Recipients = ["a@b.example", "\"<\\\"\u007e\"@c.example"],
            DeclaredBytes = 0,
            Is8Bit = true,
            Mails = 3,
            Errors = 4,
        };

        var back = RoundTrip(session);

        Assert.Equivalent(session, back, strict: true);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Dialogue_goes_on_in_another_process(SmtpState state)
    {
        var talk = SmtpTalk.In(state);
        var session = RoundTrip(talk.Session);

        Assert.Equivalent(talk.Session, session, strict: true);
        Assert.Equal(talk.Dialogue.Line(talk.Session, "DATA"u8).Code, talk.Dialogue.Line(session, "DATA"u8).Code);
        Assert.Equal(talk.Session.State, session.State);
    }

    [Fact]
    public void New_session_is_a_short_text() => Assert.Equal("{\"recipients\":[]}", JsonSerializer.Serialize(new SmtpSession(), SmtpJson.Default.SmtpSession));

    private static SmtpSession RoundTrip(SmtpSession session) =>
        JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(session, SmtpJson.Default.SmtpSession), SmtpJson.Default.SmtpSession)!;
}
