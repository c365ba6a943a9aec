using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class TranscriptTests : IAsyncDisposable
{
    private readonly TestPool _pool = new();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task Both_directions_of_a_connection_are_logged_in_lines()
    {
        var worker = await StartAsync(
            _ => { },
            server => server.OnConnected(_ => TcpReply.Respond("220 hello\r\n")).Use(async (context, next) =>
            {
                if (context.GetText() == "fail")
                {
                    throw new IOException("details");
                }

                context.Output.Write("first "u8);
                return context.GetText() == "quit" ? TcpReply.RespondClose("bye") : await next(context);
            }));

        await worker.ConnectAsync("a");
        await worker.SayAsync("a", "tab\tslash\\bell\a\u202e\u2028é😀\r\n");
        await worker.SayAsync("a", "quit");
        await worker.SayAsync("b", "fail");
        await worker.CloseAsync("a");

        Assert.Equal(
            [
                "a echo <- connected from 192.0.2.7:4711",
                @"a echo -> first 220 hello\r\n",
                @"a echo <- tab\tslash\\bell\u0007\u202e\u2028é😀\r\n",
                @"a echo -> first tab\tslash\\bell\u0007\u202e\u2028é😀\r\n",
                "a echo <- quit",
                "a echo -> first bye",
                "a echo -> close",
                "b echo <- fail",
                "b echo -> failed: IOException",
                "a echo <- closed",
            ],
            Lines(worker));
        Assert.All(worker.Logs.Where(record => record.EventId == 1381), record => Assert.Equal(LogLevel.Trace, record.Level));
    }

    [Theory]
    [InlineData("12345678", "12345678")]
    [InlineData("123456789", "12345678…")]
    [InlineData("1234567\r\n", "1234567…")]
    [InlineData("123456\r\n", "123456\\r…")]
    [InlineData("1234567😀", "1234567…")]
    public void Text_is_cut_behind_a_whole_character(string text, string shown) => Assert.Equal(shown, Show(Encoding.UTF8.GetBytes(text), 8));

    [Fact]
    public void Bytes_that_are_no_text_are_shown_in_hex_and_cut()
    {
        Assert.Equal("(3 bytes) ff0041", Show([0xFF, 0, 0x41], 8));
        Assert.Equal("(5 bytes) ff004142…", Show([0xFF, 0, 0x41, 0x42, 0x43], 8));
    }

    [Fact]
    public void Long_text_that_is_cut_inside_a_character_is_still_text()
    {
        for (var shift = 0; shift < 4; shift++)
        {
            var text = new string('x', shift) + string.Concat(Enumerable.Repeat("😀", 20_000));
            Assert.Equal(text[..(shift + 2)] + "…", Show(Encoding.UTF8.GetBytes(text), shift + 2));
        }
    }

    [Theory]
    [InlineData("AUTH PLAIN AGFiYw==\r\n", "AUTH PLAIN ***\\r\\n")]
    [InlineData("auth plain AGFiYw==", "auth plain ***")]
    [InlineData("NOOP\r\nAUTH PLAIN x\r\nQUIT\r\n", "NOOP\\r\\nAUTH PLAIN ***\\r\\nQUIT\\r\\n")]
    [InlineData("say AUTH PLAIN x", "say AUTH PLAIN x")]
    [InlineData("AUTH PLAIN ", "AUTH PLAIN ***")]
    public void Rest_of_a_line_is_hidden_behind_a_prefix(string text, string shown) =>
        Assert.Equal(shown, Show(Encoding.UTF8.GetBytes(text), 100, new TranscriptOptions().MaskAfter("AUTH PLAIN ")));

    [Fact]
    public void Bytes_are_hidden_behind_a_prefix_also_when_they_are_no_text()
    {
        var options = new TranscriptOptions().MaskAfter("PASS ").Mask(text => text.Replace("secret", "?", StringComparison.Ordinal));

        Assert.Equal("PASS ***", Show([.. "PASS "u8, 0xFF, 0xFE], 100, options));
        Assert.Equal("(1 bytes) ff", Show([0xFF], 100, options));
        Assert.Equal("a ? here", Show([.. "a secret here"u8], 100, options));
    }

    [Fact]
    public void Message_whose_mask_fails_is_not_shown()
    {
        var options = new TranscriptOptions().Mask(_ => throw new InvalidOperationException("no"));

        Assert.Equal("(6 bytes; a mask failed: InvalidOperationException)", Show([.. "secret"u8], 100, options));
    }

    [Fact]
    public async Task Handler_hides_this_message_or_the_next()
    {
        var worker = await StartAsync(_ => { }, server => server.Use((context, next) =>
        {
            if (context.Event == TcpEvent.Data && context.GetText() is "AUTH LOGIN" or "dXNlcg==")
            {
                context.MaskTranscript(next: true);
            }
            else if (context.Event == TcpEvent.Data && context.GetText().StartsWith("token", StringComparison.Ordinal))
            {
                context.MaskTranscript();
            }

            return next(context);
        }));

        foreach (var text in (string[])["AUTH LOGIN", "dXNlcg==", "cGFzcw==", "NOOP", "token 1", "NOOP"])
        {
            await worker.SayAsync("a", text);
        }

        Assert.Equal(
            ["AUTH LOGIN", "***", "***", "NOOP", "***", "NOOP"],
            Lines(worker).Where(line => line.Contains("<-", StringComparison.Ordinal)).Select(line => line["a echo <- ".Length..]));
        Assert.DoesNotContain(Lines(worker), line => line.Contains("cGFzcw==", StringComparison.Ordinal) || line.Contains("token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Transcript_that_is_off_allocates_nothing()
    {
        var quiet = await _pool.StartAsync(
            server => server.UseTranscript().Use((_, _) => TcpReply.Read), builder => builder.Logging.SetMinimumLevel(LogLevel.Information));

        Assert.Equal(0, AllocationTest.BytesFor(quiet.Application));
        Assert.Empty(Lines(quiet));
    }

    [Fact]
    public async Task Wrong_settings_end_the_start()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(o => (o.Level, o.MaxChars) = (LogLevel.None, 0), _ => { }));

        Assert.Equal(2, error.Failures.Count());
    }

    private static string Show(byte[] bytes, int maxChars, TranscriptOptions? options = null) =>
        new TranscriptText((options ?? new TranscriptOptions()).Masks, maxChars).Of(new ReadOnlySequence<byte>(bytes));

    private static string[] Lines(TestWorker worker) => [.. worker.Logs.Where(record => record.EventId == 1381).Select(record => record.Message)];

    private Task<TestWorker> StartAsync(Action<TranscriptOptions> configure, Action<TcpServerBuilder> map) => _pool.StartAsync(server =>
    {
        server.UseTranscript(configure);
        map(server);
    });
}
