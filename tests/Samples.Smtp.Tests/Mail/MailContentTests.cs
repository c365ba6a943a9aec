using System.Buffers;
using System.Text;

namespace RoadRunner.Samples.Smtp.Tests;

public sealed class MailContentTests
{
    private static readonly SmtpOptions WithoutTrace = new() { AddTrace = false };

    [Theory]
    [InlineData("", "")]
    [InlineData("text\r\n", "text\r\n")]
    [InlineData("\r\n", "\r\n")]
    [InlineData("\r\n\r\n", "\r\n\r\n")]
    [InlineData("..\r\n", ".\r\n")]
    [InlineData("..text\r\n", ".text\r\n")]
    [InlineData("...text\r\n", "..text\r\n")]
    [InlineData("a\r\n..\r\nb\r\n", "a\r\n.\r\nb\r\n")]
    [InlineData("a\r\n..b\r\n..c\r\n", "a\r\n.b\r\n.c\r\n")]
    [InlineData("a\r\n.b\r\n", "a\r\nb\r\n")]
    [InlineData("a.\r\nb..\r\n c.\r\n", "a.\r\nb..\r\n c.\r\n")]
    [InlineData("a\r\r\n..b\r\n", "a\r\r\n.b\r\n")]
    [InlineData("a\r\n\r\n..b\r\n\r\n", "a\r\n\r\n.b\r\n\r\n")]
    [InlineData("\0\u00ff\r\n..\u0080\r\n", "\0\u00ff\r\n.\u0080\r\n")]
    public Task Dots_at_the_start_of_lines_go_however_the_body_is_cut(string stuffed, string expected) => AssertStoredAsync(stuffed, expected);

    // What other servers took for the end of a mail, or for the start of a line: here it is text.
    [Theory]
    [InlineData("a\n.\nb")]
    [InlineData("a\r\nb\n.\r\nc")]
    [InlineData("a\r.\rb")]
    [InlineData("a\n..b")]
    [InlineData("a\r..b")]
    [InlineData("a\n\r..b")]
    [InlineData("a\r\0\n..b")]
    [InlineData("a\n.\nMAIL FROM:<x@y.example>\nRCPT TO:<z@y.example>\nDATA\nb\n.\nQUIT")]
    public Task Bare_line_ends_are_text(string body) => AssertStoredAsync(body + "\r\n", body + "\r\n");

    [Fact]
    public Task Dot_between_cr_lf_and_lf_goes_as_any_first_dot() => AssertStoredAsync("a\r\n.\nb\r\n", "a\r\n\nb\r\n");

    [Fact]
    public void Commands_in_a_body_are_text()
    {
        var talk = SmtpTalk.In(SmtpState.Data, WithoutTrace);

        var mail = talk.Body("QUIT\r\nRSET\r\nMAIL FROM:<x@y.example>", out _);

        Assert.NotNull(mail);
        Assert.Equal(["c@d.example"], mail.Envelope.Recipients);
        Assert.Null(talk.Session.ReversePath);
        Assert.Equal(0, talk.Session.Errors);
    }

    [Fact]
    public async Task Large_body_is_written_through_small_pieces()
    {
        var line = "." + new string('x', 997) + "\r\n";
        var stuffed = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("." + line, 1049)));
        var expected = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(line, 1049)));
        ReadOnlyMemory<byte>[] segments = [.. stuffed.Chunk(4099).Select(static chunk => (ReadOnlyMemory<byte>)chunk)];

        Assert.Equal(expected, await StoredAsync(Cut.Into(segments)));
    }

    [Fact]
    public async Task Content_can_be_written_twice()
    {
        var mail = SmtpTalk.In(SmtpState.Data).Body("a\r\n..b", out _)!;

        Assert.Equal(await BytesOf(mail.Content), await BytesOf(mail.Content));
    }

    [Fact]
    public async Task Trace_stands_in_front()
    {
        var talk = SmtpTalk.In(SmtpState.Data);
        var mail = talk.Body("Subject: x\r\n\r\ntext\r\n", out _, "192.0.2.7:4711")!;

        var expected = $"""
            Return-Path: <a@b.example>
            Received: from client ([192.0.2.7])
            {'\t'}by mailamie with ESMTP id {mail.Envelope.Id:N}
            {'\t'}for <c@d.example>;
            {'\t'}Tue, 13 Jan 2026 09:08:07 +0000
            Subject: x

            text

            """.ReplaceLineEndings("\r\n");
        Assert.Equal(expected, Encoding.ASCII.GetString(await BytesOf(mail.Content)));
    }

    [Theory]
    [InlineData("[2001:db8::1]:25", "Received: from client ([IPv6:2001:db8::1])\r\n")]
    [InlineData("@", "Received: from client\r\n")]
    [InlineData("/run/mail.sock", "Received: from client\r\n")]
    [InlineData("x\r\nBcc: y", "Received: from client\r\n")]
    [InlineData(null, "Received: from client\r\n")]
    public async Task Peer_is_named_when_it_has_an_address(string? remoteAddress, string line)
    {
        var mail = SmtpTalk.In(SmtpState.Data).Body("text", out _, remoteAddress)!;

        Assert.Contains(line, Encoding.ASCII.GetString(await BytesOf(mail.Content)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HELO x", false, null, "SMTP")]
    [InlineData("EHLO x", false, null, "ESMTP")]
    [InlineData("EHLO x", false, "user", "ESMTPA")]
    [InlineData("EHLO x", true, null, "ESMTPS")]
    [InlineData("EHLO x", true, "user", "ESMTPSA")]
    public async Task Trace_says_how_the_mail_came_but_not_to_whom_else(string hello, bool isEncrypted, string? user, string protocol)
    {
        var talk = new SmtpTalk { Session = new SmtpSession { IsEncrypted = isEncrypted, User = user } };
        foreach (var line in new[] { hello, "MAIL FROM:<>", "RCPT TO:<secret@one.example>", "RCPT TO:<secret@two.example>", "DATA" })
        {
            talk.Take(line);
        }

        var mail = talk.Body("text", out _)!;

        var text = Encoding.ASCII.GetString(await BytesOf(mail.Content));
        Assert.StartsWith("Return-Path: <>\r\n", text, StringComparison.Ordinal);
        Assert.Contains($" with {protocol} id {mail.Envelope.Id:N};\r\n\tTue, ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    private static async Task AssertStoredAsync(string stuffed, string expected)
    {
        var bytes = Encoding.Latin1.GetBytes(stuffed);
        for (var at = 0; at <= bytes.Length; at++)
        {
            await AssertEqualAsync(Cut.At(bytes, at));
        }

        await AssertEqualAsync(Cut.EveryByte(bytes));

        async Task AssertEqualAsync(ReadOnlySequence<byte> body) =>
            Assert.Equal(expected, Encoding.Latin1.GetString(await StoredAsync(body)));
    }

    private static Task<byte[]> StoredAsync(ReadOnlySequence<byte> body)
    {
        var talk = SmtpTalk.In(SmtpState.Data, WithoutTrace);
        var mail = talk.Dialogue.EndOfData(talk.Session, body, remoteAddress: null, out _);
        Assert.NotNull(mail);
        return BytesOf(mail.Content);
    }

    private static async Task<byte[]> BytesOf(MailContent content)
    {
        using var stream = new MemoryStream();
        await content.WriteToAsync(stream);
        Assert.Equal(content.Length, stream.Length);
        return stream.ToArray();
    }
}
