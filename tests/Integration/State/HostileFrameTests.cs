using System.Text;
using Microsoft.Extensions.Logging;
using RoadRunner.Integration.Fixture;
using Spiral.RoadRunner.Rpc;

namespace RoadRunner.Integration.State;

/// <summary>Strangers at the RPC port: each costs itself its connection and a line in the log, and nobody else anything.</summary>
public sealed class HostileFrameTests
{
    private const byte Json = 0x08;
    private const string Method = "rpc.Version";

    private static readonly RawFrame Good = new(Json, 0, [7, (uint)Method.Length], Encoding.ASCII.GetBytes(Method + "true"));

    public static TheoryData<string> Strangers => ["header 14", "header 15", "one option", "method beyond payload", "version 2", "checksum", "http", "cut header", "cut payload"];

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task A_hostile_frame_closes_its_connection_and_nothing_else(string kind)
    {
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 1) with { UsesJournal = false });
        await using var link = await host.LinkAsync();
        var server = new ServerClient(link);
        for (var round = 0; round < 3; round++)
        {
            using var stranger = await TestClient.ConnectAsync(host.Host.RpcAddress!);
            await stranger.SendAsync(BytesOf(kind));
            if (kind.StartsWith("cut", StringComparison.Ordinal))
            {
                stranger.HalfClose();
            }

            await stranger.WhenEndedAsync();
            Assert.Equal("2025.1.15", await server.VersionAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(RpcLinkState.Connected, link.Health.State);
        await link.CloseAsync();
        await host.Host.StopAsync().Within();
        AssertLines(host, strangers: 3, isCut: kind.StartsWith("cut", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Random_bytes_of_many_strangers_do_not_disturb_a_client()
    {
        const int strangers = 200;
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 1) with { UsesJournal = false });
        await using var link = await host.LinkAsync();
        var log = new AppLogClient(link);
        var load = new MarkedCalls(link, id => log.InfoAsync(id));
        await load.StartAsync();

        var random = new Random(20261120);
        for (var number = 0; number < strangers; number++)
        {
            using var stranger = await TestClient.ConnectAsync(host.Host.RpcAddress!);
            await stranger.SendAsync(Mutate(random));
            stranger.HalfClose();
            await stranger.WhenEndedAsync();
        }

        await load.WhenServedAgainAsync();
        await load.StopAsync();
        Assert.Empty(load.Unknown);
        Assert.Empty(load.Refused);
        Assert.Equal(RpcLinkState.Connected, link.Health.State);
        await link.CloseAsync();
        await host.Host.StopAsync().Within();
        Assert.DoesNotContain(host.Log.Records.All, static record => record.Level >= LogLevel.Error);
        AssertLines(host, strangers, isCut: null);
    }

    private static byte[] BytesOf(string kind)
    {
        var good = Good.ToBytes();
        switch (kind)
        {
            case "header 14":
                return (Good with { Options = [.. Enumerable.Range(1, 11).Select(static value => (uint)value)] }).ToBytes();
            case "header 15":
                return (Good with { Options = [.. Enumerable.Range(1, 12).Select(static value => (uint)value)] }).ToBytes();
            case "one option":
                return (Good with { Options = [7] }).ToBytes();
            case "method beyond payload":
                return (Good with { Options = [7, 10_000] }).ToBytes();
            case "version 2":
                good[0] = 0x25;
                return good;
            case "checksum":
                good[6] ^= 0x01;
                return good;
            case "http":
                return "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray();
            case "cut header":
                return good[..7];
            default:
                return good[..^3];
        }
    }

    // Half of them look like a request nearly to the end.
    private static byte[] Mutate(Random random)
    {
        var bytes = Good.ToBytes();
        if (random.Next(2) == 0)
        {
            random.NextBytes(bytes);
        }
        else
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }

        return bytes;
    }

    // One line for each connection, the link's own included; one of those that were refused is a warning.
    private static void AssertLines(HostUnderTest host, int strangers, bool? isCut)
    {
        var ends = host.Log.Records.All.Where(static record => record.Text.StartsWith("The RPC connection of", StringComparison.Ordinal)).ToList();
        Assert.Equal(strangers + 1, ends.Count);
        if (isCut is { } cut)
        {
            Assert.Equal(cut ? 0 : strangers, ends.Count(static record => record.Level == LogLevel.Warning));
        }
    }
}
