using System.Text;

namespace RoadRunner.Samples.Smtp.Tests;

public sealed class SmtpPathTests
{
    private static readonly string Label63 = new('d', 63);
    private static readonly string Local64 = new('l', 64);

    public static TheoryData<string, string, string> Good => new()
    {
        { "<>", "", "" },
        { "<a@b>", "a@b", "" },
        { "<a@b> SIZE=1", "a@b", "SIZE=1" },
        { "<a.b+c=d!#$%&'*/?^_`{|}~-@b-c.example>", "a.b+c=d!#$%&'*/?^_`{|}~-@b-c.example", "" },
        { "<POSTMASTER>", "POSTMASTER", "" },
        { "<\"a b\"@c.example>", "\"a b\"@c.example", "" },
        { "<\"\"@c.example>", "\"\"@c.example", "" },
        { "<\"a\\\"b>@\\\\\"@c.example>", "\"a\\\"b>@\\\\\"@c.example", "" },
        { "<@one.example:a@b.example>", "a@b.example", "" },
        { "<@one.example,@two.example:a@b.example>", "a@b.example", "" },
        { "<a@[127.0.0.1]>", "a@[127.0.0.1]", "" },
        { "<a@[IPv6:2001:db8::1]>", "a@[IPv6:2001:db8::1]", "" },
        { "<a@[ipv6:::ffff:192.0.2.1]>", "a@[ipv6:::ffff:192.0.2.1]", "" },
        { $"<{Local64}@{Label63}.{Label63}.example>", $"{Local64}@{Label63}.{Label63}.example", "" },
    };

    public static TheoryData<string, SmtpPathError> Bad => new()
    {
        { "", SmtpPathError.Syntax },
        { "<", SmtpPathError.Syntax },
        { "a@b", SmtpPathError.Syntax },
        { "<a@b", SmtpPathError.Syntax },
        { "<a@b>>", SmtpPathError.Syntax },
        { "<a@b>SIZE=1", SmtpPathError.Syntax },
        { "<\"a@b>", SmtpPathError.Syntax },
        { "<\"a\\", SmtpPathError.Syntax },
        { $"<{Local64}@{Label63}.{Label63}.{Label63}>", SmtpPathError.TooLong },
        { "< >", SmtpPathError.Mailbox },
        { "<a>", SmtpPathError.Mailbox },
        { "<a@>", SmtpPathError.Mailbox },
        { "<@b>", SmtpPathError.Mailbox },
        { "<@b:>", SmtpPathError.Mailbox },
        { "<@b,c:a@d>", SmtpPathError.Mailbox },
        { "<@:a@d>", SmtpPathError.Mailbox },
        { "<a@b@c>", SmtpPathError.Mailbox },
        { "<a b@c>", SmtpPathError.Mailbox },
        { "<.a@b>", SmtpPathError.Mailbox },
        { "<a.@b>", SmtpPathError.Mailbox },
        { "<a..b@c>", SmtpPathError.Mailbox },
        { "<a@.b>", SmtpPathError.Mailbox },
        { "<a@b.>", SmtpPathError.Mailbox },
        { "<a@-b>", SmtpPathError.Mailbox },
        { "<a@b->", SmtpPathError.Mailbox },
        { "<a@b_c>", SmtpPathError.Mailbox },
        { "<<a@b>", SmtpPathError.Mailbox },
        { "<\"a\"b@c>", SmtpPathError.Mailbox },
        { "<a\"b\"@c>", SmtpPathError.Mailbox },
        { "<\"a\"@>", SmtpPathError.Mailbox },
        { "<\"a\">", SmtpPathError.Mailbox },
        { "<\"a\u00e4\"@b>", SmtpPathError.Mailbox },
        { "<\"a\r\n\"@b>", SmtpPathError.Mailbox },
        { "<a\0@b>", SmtpPathError.Mailbox },
        { "<a@b\r\nc>", SmtpPathError.Mailbox },
        { "<a@[]>", SmtpPathError.Mailbox },
        { "<a@[127.1]>", SmtpPathError.Mailbox },
        { "<a@[1.2.3.4.5]>", SmtpPathError.Mailbox },
        { "<a@[1.2.3.0x4]>", SmtpPathError.Mailbox },
        { "<a@[1.2.3.256]>", SmtpPathError.Mailbox },
        { "<a@[IPv6:]>", SmtpPathError.Mailbox },
        { "<a@[IPv6:1.2.3.4]>", SmtpPathError.Mailbox },
        { "<a@[IPv6:fe80::1%1]>", SmtpPathError.Mailbox },
        { "<a@[IPv6:[::1]]>", SmtpPathError.Mailbox },
        { "<a@[tag:x]>", SmtpPathError.Mailbox },
        { $"<{Local64}l@b>", SmtpPathError.Mailbox },
        { $"<a@{Label63}d>", SmtpPathError.Mailbox },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Path_is_read_to_its_end(string text, string mailbox, string rest)
    {
        ReadOnlySpan<byte> bytes = Encoding.Latin1.GetBytes(text);

        Assert.Equal(SmtpPathError.None, SmtpPath.TryRead(ref bytes, out var read));
        Assert.Equal(mailbox, read);
        Assert.Equal(rest, Encoding.Latin1.GetString(bytes));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Wrong_path_is_told_what_is_wrong(string text, SmtpPathError error)
    {
        ReadOnlySpan<byte> bytes = Encoding.Latin1.GetBytes(text);

        Assert.Equal(error, SmtpPath.TryRead(ref bytes, out var read));
        Assert.Equal("", read);
        Assert.Equal(text.Length, bytes.Length);
    }

    [Theory]
    [InlineData("a@b.example", "b.example")]
    [InlineData("\"x@y\"@b.example", "b.example")]
    [InlineData("postmaster", "")]
    [InlineData("", "")]
    public void Domain_is_behind_the_last_at_sign(string mailbox, string domain) => Assert.Equal(domain, SmtpPath.DomainOf(mailbox));

    [Theory]
    [InlineData("client", true)]
    [InlineData("MY_PC", true)]
    [InlineData("a.b-c.example", true)]
    [InlineData("[192.0.2.1]", true)]
    [InlineData("[IPv6:::1]", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a..b", false)]
    [InlineData("[1_2.3.4]", false)]
    [InlineData("a\r\n250 b", false)]
    public void Client_may_have_the_name_of_a_machine(string name, bool expected) =>
        Assert.Equal(expected, SmtpDomain.IsClientName(Encoding.Latin1.GetBytes(name)));

    [Fact]
    public void Client_name_has_a_limit()
    {
        var longest = string.Join('.', Enumerable.Repeat(new string('d', 63), 4));
        Assert.Equal(255, longest.Length);

        Assert.True(SmtpDomain.IsClientName(Encoding.ASCII.GetBytes(longest)));
        Assert.False(SmtpDomain.IsClientName(new byte[100_000]));
    }
}
