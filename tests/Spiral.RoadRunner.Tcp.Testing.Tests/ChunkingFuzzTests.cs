using RoadRunner.Host.Configuration;
using Spiral.RoadRunner.Tcp.Hosting;
using Echo = RoadRunner.Samples.Echo.Program;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>The same answers, however the network cuts.</summary>
public sealed class ChunkingFuzzTests
{
    private const int Seeds = 10_000;

    [Fact]
    public Task The_echo_sample_does_not_care() =>
        ChunkingFuzz.RunAsync(static () => TcpTestHost.StartAsync(Echo.Build), TcpConversation.OfText("server2", "hi\r\n\r\nlong line with \r in it\r\nrest"), Seeds);

    [Fact]
    public Task Lines_cut_by_the_application_do_not_care() => ChunkingFuzz.RunAsync(
        static () => TcpTestHost.StartAsync(
            static builder =>
            {
                builder.UseKeyValueSessions("sessions");
                return Apps.Mapped(static server => server.UseFraming(TcpFraming.LengthPrefix(TcpLengthPrefix.Byte)).Handle(static context => TcpReply.Respond($"<{context.GetText()}>")))(builder);
            }),
        TcpConversation.OfText(Apps.Main, "\u0003abc\u0000\u0005\r\n\r\nx\u0004last"),
        Seeds);

    [Fact]
    public Task A_service_that_closes_does_not_care() => ChunkingFuzz.RunAsync(
        static () => TcpTestHost.StartAsync(Apps.Of(static context => context.GetText() == "quit\r\n" ? TcpReply.RespondClose("bye\r\n") : TcpReply.Respond(context.GetText()))),
        TcpConversation.OfLines(null, "a", "bb", "quit", "never seen"),
        Seeds);

    [Fact]
    public async Task A_service_that_takes_reads_for_messages_is_found()
    {
        var failure = await Assert.ThrowsAsync<ChunkingFuzzException>(() => ChunkingFuzz.RunAsync(
            static () => TcpTestHost.StartAsync(
                Apps.Of(static context => TcpReply.Respond($"{context.ConnectionUuid}: {context.Message.Length}\r\n")),
                static options => options.Servers.Add(Apps.Main, framing: FramingMode.Raw)),
            TcpConversation.OfLines(null, "abc"),
            seeds: 5));

        Assert.Equal("byte by byte", failure.Delivery);
        Assert.Equal([1, 2, 3, 4], failure.Cuts);
        Assert.Equal(
            """
            The answers depend on how the conversation is cut (byte by byte, before byte 1, 2, 3, 4).
                whole             | byte by byte
                > abc             | > abc
              ! < {connection}: 5 | < {connection}: 1
              ! x server          | < {connection}: 1
              !                   | < {connection}: 1
              !                   | < {connection}: 1
              !                   | < {connection}: 1
              !                   | x server
                                  | 
            """.ReplaceLineEndings("\n"),
            failure.Message);
    }

    [Fact]
    public async Task A_seed_is_named_and_cuts_the_same_way_again()
    {
        // Wrong only when a piece begins with b, so that the whole and single bytes are right.
        static TcpReply Answer(TcpContext context) => context.GetText() is ['b', _, ..] ? TcpReply.Respond("?") : TcpReply.Read;
        static Task<TcpTestHost> StartAsync() => TcpTestHost.StartAsync(Apps.Of(static context => Answer(context)), static options => options.Servers.Add(Apps.Main, framing: FramingMode.Raw));

        var first = await Assert.ThrowsAsync<ChunkingFuzzException>(() => ChunkingFuzz.RunAsync(StartAsync, TcpConversation.OfText(null, "abc"), seeds: 100));
        var second = await Assert.ThrowsAsync<ChunkingFuzzException>(() => ChunkingFuzz.RunAsync(StartAsync, TcpConversation.OfText(null, "abc"), seeds: 100));

        Assert.StartsWith("seed ", first.Delivery, StringComparison.Ordinal);
        Assert.Equal(first.Delivery, second.Delivery);
        Assert.Equal([1], first.Cuts);
    }
}
