using System.Security.Cryptography;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Sessions;

public sealed class LeftoverTests
{
    private static readonly TcpServerFacts Raw = new(CutsByDelimiter: false, default, "raw");

    private static void MapMail(TcpApplication app) => app.MapServer("main").UseLines().CanSwitchFraming().WithMaxMessageBytes(16 * 1024 * 1024).Handle(static context =>
    {
        if (context.IsOversized)
        {
            return TcpReply.Respond($"too large: {context.OversizedBytes}\r\n");
        }

        if (context.Message.Length is 4 && context.GetText() == "DATA")
        {
            context.SwitchFraming(TcpFraming.UntilTerminator().WithMaxMessageBytes(12 * 1024 * 1024).WithOversize(TcpOversize.Discard));
            return TcpReply.Respond("354\r\n");
        }

        var hash = Convert.ToHexString(SHA256.HashData(System.Buffers.BuffersExtensions.ToArray(context.Message)))[..8];
        return TcpReply.Respond(context.Message.Length < 20 ? context.GetText() + "\r\n" : $"{context.Message.Length} {hash}\r\n");
    });

    [Fact]
    public async Task Message_that_is_cut_is_put_together_by_whichever_worker_gets_its_end()
    {
        await using var rig = await AppRig.StartAsync(MapMail, workers: 3, facts: Raw);

        Assert.Equal("Read", await rig.DataAsync("he"));
        Assert.Equal("Read", await rig.DataAsync("llo\r"));
        Assert.Equal("Respond hello\r\nyou\r\n", await rig.DataAsync("\nyou\r\nand"));
        Assert.Equal("Respond and\r\n", await rig.DataAsync("\r\n"));
        Assert.Empty(((SharedMemoryStore)rig.Store).Values);
    }

    [Fact]
    public async Task Framing_that_was_switched_is_known_to_the_next_worker()
    {
        await using var rig = await AppRig.StartAsync(MapMail, workers: 3, facts: Raw);

        Assert.Equal("Respond 354\r\n", await rig.DataAsync("DATA\r\n"));
        Assert.Equal("Read", await rig.DataAsync("DATA\r\nQUIT\r\n"));
        Assert.Equal("Respond DATA\r\nQUIT\r\n\r\nNOOP\r\n", await rig.DataAsync(".\r\nNOOP\r\n"));
        Assert.Empty(((SharedMemoryStore)rig.Store).Values);
    }

    [Fact]
    public async Task Body_of_ten_MiB_costs_the_store_little_more_than_its_bytes()
    {
        await using var rig = await AppRig.StartAsync(MapMail, workers: 2, facts: Raw);
        var store = (SharedMemoryStore)rig.Store;
        var body = new string('x', 62) + "\r\n";
        await rig.DataAsync("DATA\r\n");
        var lines = 10 * 1024 * 1024 / 64;
        for (var line = 0; line < lines; line += 16)
        {
            Assert.Equal("Read", await rig.DataAsync(string.Concat(Enumerable.Repeat(body, 16))));
        }

        var hash = Convert.ToHexString(SHA256.HashData(Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(body, lines)))))[..8];
        Assert.Equal($"Respond {10 * 1024 * 1024} {hash}\r\n", await rig.DataAsync(".\r\n"));
        Assert.InRange(store.BytesWritten, 10 * 1024 * 1024, 14 * 1024 * 1024);
        Assert.Empty(store.Values);
    }

    [Fact]
    public async Task Body_over_its_limit_is_thrown_away_while_it_arrives_and_the_connection_goes_on()
    {
        await using var rig = await AppRig.StartAsync(MapMail, workers: 2, facts: Raw);
        var store = (SharedMemoryStore)rig.Store;
        await rig.DataAsync("DATA\r\n");
        var chunk = string.Concat(Enumerable.Repeat(new string('x', 1022) + "\r\n", 1024));
        for (var mebibyte = 0; mebibyte < 20; mebibyte++)
        {
            Assert.Equal("Read", await rig.DataAsync(chunk));
        }

        Assert.InRange(store.Values.Values.Sum(static value => (long)value.Length), 0, 64 * 1024);
        Assert.Equal($"Respond too large: {20 * 1024 * 1024}\r\nNOOP\r\n", await rig.DataAsync(".\r\nNOOP\r\n"));
    }

    [Fact]
    public async Task Line_over_the_limit_fails_and_closes()
    {
        await using var rig = await AppRig.StartAsync(static app => app.MapServer("main").UseLines().WithMaxMessageBytes(10).Handle(static context => TcpReply.Respond(context.GetText())), facts: Raw);

        Assert.Equal("Respond 0123456789", await rig.DataAsync("0123456789\r\n"));
        Assert.Equal("RespondClose Something went wrong\r\n", await rig.DataAsync("0123456789a\r\n"));
        Assert.Contains(rig.Log.Records, static record => record.EventId == 1311 && record.Message.Contains("limit of 10 bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Server_that_cuts_by_the_same_delimiter_needs_no_store()
    {
        await using var rig = await AppRig.StartAsync(
            static app => app.MapServer("main").UseLines().Handle(static context => TcpReply.Respond(context.GetText())),
            facts: new TcpServerFacts(CutsByDelimiter: true, "\r\n"u8.ToArray(), "exact"));

        await rig.SendAsync(TcpEvent.Connected);
        Assert.Equal("Respond ab", await rig.DataAsync("a\r\nb\r\n"));
        Assert.Equal("Read", await rig.DataAsync("tail"));
        await rig.SendAsync(TcpEvent.Close);
        Assert.Equal(0, ((SharedMemoryStore)rig.Store).Reads);
    }

    [Theory]
    [InlineData(true, "Go RoadRunner")]
    [InlineData(null, "section rpc")]
    public async Task Framing_that_needs_raw_is_refused_where_the_server_cuts_and_the_key_is_named(bool? cuts, string reason)
    {
        var facts = cuts is { } known ? new TcpServerFacts(known, default, "Go RoadRunner") : null;

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => AppRig.StartAsync(
            static app => app.MapServer("main").UseFraming(TcpFraming.LengthPrefix(TcpLengthPrefix.UInt32BigEndian)), facts: facts));

        Assert.Contains("host.servers.main.framing: raw", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switch_to_a_framing_that_needs_raw_is_refused_there_as_well()
    {
        await using var rig = await AppRig.StartAsync(
            static app => app.MapServer("main").UseLines().CanSwitchFraming().Handle(static context =>
            {
                context.SwitchFraming(TcpFraming.NextBytes(5));
                return TcpReply.Read;
            }),
            facts: new TcpServerFacts(CutsByDelimiter: true, default, "Go RoadRunner"));

        Assert.Equal("RespondClose Something went wrong\r\n", await rig.DataAsync("go\r\n"));
        Assert.Contains(rig.Log.Records, static record => record.Exception?.Message.Contains("host.servers.main.framing: raw", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Next_bytes_come_back_to_the_framing_of_the_server()
    {
        await using var rig = await AppRig.StartAsync(
            static app => app.MapServer("main").UseLines().CanSwitchFraming().Handle(static context =>
            {
                if (context.GetText() == "five")
                {
                    context.SwitchFraming(TcpFraming.NextBytes(5));
                }

                return TcpReply.Respond($"[{context.GetText()}]");
            }),
            workers: 2,
            facts: Raw);

        Assert.Equal("Respond [five][a\r\nbc][line]", await rig.DataAsync("five\r\na\r\nbcline\r\n"));
        Assert.Equal("Respond [five]", await rig.DataAsync("five\r\nab"));
        Assert.Equal("Respond [ab\r\nc]", await rig.DataAsync("\r\ncx"));
        Assert.Equal("Respond [x]", await rig.DataAsync("\r\n"));
    }
}
