using System.Text;

namespace RoadRunner.Samples.Smtp.Tests;

public sealed class AuthTests
{
    private static readonly string Plain = Base64("\0user\0secret");

    // A line of the client per line.
    public static TheoryData<string> Flows =>
    [
        "AUTH PLAIN " + Plain,
        "auth plain " + Plain,
        "AUTH PLAIN " + Base64("user\0user\0secret"),
        "AUTH PLAIN\n" + Plain,
        $"AUTH LOGIN\n{Base64("user")}\n{Base64("secret")}",
        $"AUTH LOGIN {Base64("user")}\n{Base64("secret")}",
    ];

    public static TheoryData<string[], int> BadFlows => new()
    {
        { ["AUTH"], 501 },
        { ["AUTH PLAIN x y"], 501 },
        { ["AUTH PLAIN ="], 501 },
        { ["AUTH PLAIN ***"], 501 },
        { ["AUTH PLAIN " + Base64("user")], 501 },
        { ["AUTH PLAIN " + Base64("\0user")], 501 },
        { ["AUTH PLAIN " + Base64("\0\0secret")], 501 },
        { ["AUTH PLAIN " + Base64("\0user\0secret\0")], 501 },
        { ["AUTH PLAIN " + Base64("\0us\ner\0secret")], 501 },
        { ["AUTH PLAIN " + Base64("\0" + new string('u', 256) + "\0secret")], 501 },
        { ["AUTH PLAIN " + Base64("\0user\0secrets").TrimEnd('=')], 501 },
        { ["AUTH PLAIN /w=="], 501 },
        { ["AUTH PLAIN", ""], 501 },
        { ["AUTH PLAIN", "*"], 501 },
        { ["AUTH PLAIN", "AGEA YQ=="], 501 },
        { ["AUTH PLAIN", new string('A', 12_287)], 500 },
        { ["AUTH LOGIN ="], 501 },
        { ["AUTH LOGIN", "*"], 501 },
        { ["AUTH LOGIN", ""], 501 },
        { ["AUTH LOGIN", "%"], 501 },
        { ["AUTH LOGIN", Base64("user"), "*"], 501 },
        { ["AUTH LOGIN", Base64("user"), ""], 501 },
        { ["AUTH LOGIN", Base64("user"), "%"], 501 },
        { ["AUTH DIGEST-MD5"], 504 },
        { ["AUTH PLAIN " + Base64("admin\0user\0secret")], 535 },
    };

    [Theory]
    [MemberData(nameof(Flows))]
    public void Credentials_are_handed_over_to_be_checked(string flow)
    {
        var lines = flow.Split('\n');
        var talk = SmtpTalk.In(SmtpState.Greeted);
        foreach (var line in lines[..^1])
        {
            Assert.Equal(334, talk.Take(line).Code);
        }

        var reply = talk.Take(lines[^1]);

        Assert.Equal(SmtpNext.CheckCredentials, reply.Next);
        Assert.True(reply.Bytes.IsEmpty);
        Assert.NotNull(reply.Credentials);
        Assert.Equal(("user", "secret"), (reply.Credentials.User, reply.Credentials.Password));
        Assert.Null(talk.Session.User);
        Assert.Null(talk.Session.PendingUser);
        Assert.Equal(SmtpState.Greeted, talk.Session.State);
        Assert.Equal(235, talk.Dialogue.EndOfAuth(talk.Session, reply.Credentials, accepted: true).Code);
        Assert.Equal("user", talk.Session.User);
    }

    [Theory]
    [MemberData(nameof(BadFlows))]
    public void Broken_authentication_ends_in_its_code(string[] lines, int code)
    {
        var talk = SmtpTalk.In(SmtpState.Greeted);
        foreach (var line in lines[..^1])
        {
            Assert.Equal(334, talk.Take(line).Code);
        }

        Assert.Equal(code, talk.Take(lines[^1]).Code);
        Assert.Equal(SmtpState.Greeted, talk.Session.State);
        Assert.Null(talk.Session.User);
        Assert.Null(talk.Session.PendingUser);
        Assert.Equal(1, talk.Session.Errors);
    }

    [Fact]
    public void Login_asks_in_base64()
    {
        var talk = SmtpTalk.In(SmtpState.Greeted);

        Assert.Equal("334 VXNlcm5hbWU6\r\n", talk.Say("AUTH LOGIN"));
        Assert.Equal("334 UGFzc3dvcmQ6\r\n", talk.Say(Base64("user")));
    }

    [Fact]
    public void Plain_asks_with_an_empty_challenge() => Assert.Equal("334 \r\n", SmtpTalk.In(SmtpState.Greeted).Say("AUTH PLAIN"));

    [Fact]
    public void Wrong_credentials_are_535_and_count_as_error()
    {
        var talk = SmtpTalk.In(SmtpState.Greeted, new SmtpOptions { MaxErrors = 2 });
        var credentials = talk.Take("AUTH PLAIN " + Plain).Credentials!;

        Assert.Equal(535, talk.Dialogue.EndOfAuth(talk.Session, credentials, accepted: false).Code);
        Assert.Null(talk.Session.User);
        Assert.Equal(421, talk.Dialogue.EndOfAuth(talk.Session, credentials, accepted: false).Code);
    }

    [Fact]
    public void Credentials_that_nobody_could_check_are_454()
    {
        var talk = SmtpTalk.In(SmtpState.Greeted);

        Assert.Equal(454, talk.Dialogue.EndOfAuth(talk.Session, new SmtpCredentials("user", "secret"), accepted: null).Code);
        Assert.Null(talk.Session.User);
        Assert.Equal(0, talk.Session.Errors);
    }

    [Fact]
    public void User_stays_known_after_a_mail_and_after_ehlo()
    {
        var talk = SmtpTalk.In(SmtpState.Greeted);
        talk.Dialogue.EndOfAuth(talk.Session, new SmtpCredentials("user", "secret"), accepted: true);

        talk.Take("RSET");
        talk.Take("EHLO client");

        Assert.Equal("user", talk.Session.User);
        Assert.Equal(503, talk.Take("AUTH PLAIN").Code);
    }

    [Fact]
    public void Auth_after_helo_is_out_of_order()
    {
        var talk = new SmtpTalk(offersAuth: true);
        talk.Take("HELO client");

        Assert.Equal(503, talk.Take("AUTH PLAIN").Code);
    }

    [Fact]
    public void Auth_that_is_not_offered_is_not_implemented()
    {
        var talk = new SmtpTalk();
        talk.Take("EHLO client");

        Assert.Equal(502, talk.Take("AUTH PLAIN").Code);
        Assert.Equal(555, talk.Take("MAIL FROM:<a@b.example> AUTH=<>").Code);
    }

    [Fact]
    public void Auth_in_the_clear_is_538_when_encryption_is_required()
    {
        var talk = SmtpTalk.In(SmtpState.Greeted, new SmtpOptions { AuthNeedsEncryption = true });

        Assert.Equal(538, talk.Take("AUTH PLAIN").Code);
        talk.Session.IsEncrypted = true;
        Assert.Equal(334, talk.Take("AUTH PLAIN").Code);
    }

    [Fact]
    public void Mail_before_a_required_auth_is_530()
    {
        var talk = SmtpTalk.In(SmtpState.Greeted, new SmtpOptions { RequireAuth = true });

        Assert.Equal(530, talk.Take("MAIL FROM:<a@b.example>").Code);
        talk.Dialogue.EndOfAuth(talk.Session, new SmtpCredentials("user", "secret"), accepted: true);
        Assert.Equal(250, talk.Take("MAIL FROM:<a@b.example>").Code);
    }

    [Fact]
    public void Required_auth_without_users_is_a_wrong_configuration()
    {
        var error = Assert.Throws<ArgumentException>(() => new SmtpDialogue(new SmtpOptions { RequireAuth = true }, TimeProvider.System, offersAuth: false));

        Assert.Contains("RequireAuth is set", error.Message, StringComparison.Ordinal);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
