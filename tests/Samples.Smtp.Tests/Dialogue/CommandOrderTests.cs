namespace RoadRunner.Samples.Smtp.Tests;

public sealed class CommandOrderTests
{
    private static readonly string[] Commands =
    [
        "EHLO x", "HELO x", "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA", "RSET", "NOOP", "HELP", "VRFY x", "QUIT", "AUTH LOGIN", "EXPN x", "XYZ",
    ];

    // RFC 5321 4.1.4 and 4954 section 4: a row per state, a column per command. A name behind the code is the next state, none is the same one.
    private static readonly (SmtpState State, string Answers)[] Table =
    [
        (SmtpState.Connected, "250:Greeted 250:Greeted 503 503 503 250 250 214 252 221 503 502 500"),
        (SmtpState.Greeted, "250 250 250:MailGiven 503 503 250 250 214 252 221 334:AuthUsername 502 500"),
        (SmtpState.MailGiven, "250:Greeted 250:Greeted 503 250:RecipientGiven 503 250:Greeted 250 214 252 221 503 502 500"),
        (SmtpState.RecipientGiven, "250:Greeted 250:Greeted 503 250 354:Data 250:Greeted 250 214 252 221 503 502 500"),

        // No line is a command while AUTH or DATA waits for something else.
        (SmtpState.AuthUsername, AllThe("501:Greeted")),
        (SmtpState.AuthPassword, AllThe("501:Greeted")),
        (SmtpState.AuthPlain, AllThe("501:Greeted")),
        (SmtpState.Data, AllThe("421")),
    ];

    public static TheoryData<SmtpState, string, int, SmtpState> Rows
    {
        get
        {
            var rows = new TheoryData<SmtpState, string, int, SmtpState>();
            foreach (var (state, answers) in Table)
            {
                var columns = answers.Split(' ');
                Assert.Equal(Commands.Length, columns.Length);
                foreach (var (command, answer) in Commands.Zip(columns))
                {
                    var next = answer.Length > 3 ? Enum.Parse<SmtpState>(answer[4..]) : state;
                    rows.Add(state, command, int.Parse(answer[..3]), next);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Command_in_a_state_has_its_code_and_next_state(SmtpState state, string command, int code, SmtpState next)
    {
        var talk = SmtpTalk.In(state);

        var reply = talk.Take(command);

        Assert.Equal(code, reply.Code);
        Assert.Equal(next, talk.Session.State);
        var then = code switch { 221 or 421 => SmtpNext.Close, 354 => SmtpNext.StartData, _ => SmtpNext.Keep };
        Assert.Equal(then, reply.Next);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Case_of_a_verb_does_not_matter(SmtpState state, string command, int code, SmtpState next)
    {
        var talk = SmtpTalk.In(state);
        var verb = command.Split(' ')[0];

        Assert.Equal(code, talk.Take(verb.ToLowerInvariant() + command[verb.Length..]).Code);
        Assert.Equal(next, talk.Session.State);
    }

    [Fact]
    public void Every_state_has_its_row() => Assert.Equal(Enum.GetValues<SmtpState>().Order(), Table.Select(row => row.State).Order());

    [Theory]
    [InlineData("EHLO y")]
    [InlineData("HELO y")]
    [InlineData("RSET")]
    public void Mail_under_way_is_forgotten(string command)
    {
        var talk = SmtpTalk.In(SmtpState.Greeted);
        talk.Take("MAIL FROM:<a@b.example> SIZE=5 BODY=8BITMIME");
        talk.Take("RCPT TO:<c@d.example>");

        talk.Take(command);

        Assert.Null(talk.Session.ReversePath);
        Assert.Empty(talk.Session.Recipients);
        Assert.Null(talk.Session.DeclaredBytes);
        Assert.False(talk.Session.Is8Bit);
    }

    private static string AllThe(string answer) => string.Join(' ', Enumerable.Repeat(answer, Commands.Length));
}
