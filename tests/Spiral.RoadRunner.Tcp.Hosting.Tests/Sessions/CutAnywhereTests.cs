using System.Globalization;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Sessions;

/// <summary>The same conversation, cut in many ways and handled by several workers.</summary>
public sealed class CutAnywhereTests
{
    private const int Limit = 700;

    private static readonly TcpServerFacts Raw = new(CutsByDelimiter: false, default, "raw");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_do_not_depend_on_how_the_bytes_were_cut_nor_on_who_got_them(bool hasSessions)
    {
        await using var rig = await AppRig.StartAsync(app => Map(app, hasSessions), workers: 3, facts: Raw);
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var said = Conversation(random);
            var whole = await SayAsync(rig, $"whole-{seed}", said, () => said.Length);
            var most = random.Next(1, 400);

            Assert.Equal(whole, await SayAsync(rig, $"cut-{seed}", said, () => random.Next(1, most + 1)));
        }

        Assert.Empty(((SharedMemoryStore)rig.Store).Values);
    }

    private static void Map(TcpApplication app, bool hasSessions)
    {
        var server = app.MapServer("main").UseFraming(TcpFraming.Lines.WithOversize(TcpOversize.Discard)).CanSwitchFraming().WithMaxMessageBytes(Limit).Handle(static context =>
        {
            if (context.IsOversized)
            {
                return TcpReply.Respond($"<{context.OversizedBytes} too many>");
            }

            var text = context.GetText();
            if (text == "DATA")
            {
                context.SwitchFraming(TcpFraming.UntilTerminator().WithMaxMessageBytes(2 * Limit).WithOversize(TcpOversize.Discard));
            }
            else if (text.StartsWith("NEXT ", StringComparison.Ordinal))
            {
                context.SwitchFraming(TcpFraming.NextBytes(int.Parse(text[5..], CultureInfo.InvariantCulture)));
            }

            return TcpReply.Respond($"[{text}]");
        });
        if (hasSessions)
        {
            server.UseSessions();
        }
    }

    private static string Conversation(Random random)
    {
        var said = new StringBuilder();
        for (var part = 0; part < 12; part++)
        {
            var length = random.Next(4) switch { 0 => random.Next(3), 1 => random.Next(Limit - 3, Limit + 4), 2 => random.Next(3 * Limit), _ => random.Next(60) };
            switch (random.Next(4))
            {
                case 0:
                    said.Append("DATA\r\n").Append(Text(random, length, "x\r\n.")).Append("\r\n.\r\n");
                    break;
                case 1:
                    length = Math.Min(length, Limit);
                    said.Append(CultureInfo.InvariantCulture, $"NEXT {length}\r\n").Append(Text(random, length, "x\r\n."));
                    break;
                default:
                    said.Append(Text(random, length, "abc\r")).Append("\r\n");
                    break;
            }
        }

        return said.ToString();
    }

    private static string Text(Random random, int length, string of) => new([.. Enumerable.Range(0, length).Select(_ => of[random.Next(of.Length)])]);

    private static async Task<string> SayAsync(AppRig rig, string uuid, string said, Func<int> next)
    {
        var answers = new StringBuilder();
        await rig.SendAsync(TcpEvent.Connected, uuid: uuid);
        for (var at = 0; at < said.Length;)
        {
            var length = Math.Min(next(), said.Length - at);
            var answer = await rig.DataAsync(said.Substring(at, length), uuid);
            Assert.True(answer == "Read" || answer.StartsWith("Respond ", StringComparison.Ordinal), answer);
            answers.Append(answer == "Read" ? "" : answer["Respond ".Length..]);
            at += length;
        }

        await rig.SendAsync(TcpEvent.Close, uuid: uuid);
        return answers.ToString();
    }
}
