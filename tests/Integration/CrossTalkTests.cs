using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>Many connections at once, none of which gets what belongs to another.</summary>
public sealed class CrossTalkTests
{
    private const int Connections = 100;
    private const int RoundTrips = 100;

    [Fact]
    public async Task A_hundred_connections_on_three_servers_get_their_own_answers()
    {
        string[] servers = ["alpha", "beta", "gamma"];
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with
        {
            Workers = 3,
            Servers = servers,
            UsesJournal = false,
        });

        var uuids = await Task.WhenAll(Enumerable.Range(0, Connections).Select(number => TalkAsync(host, servers[number % servers.Length], number)));

        Assert.Equal(Connections, uuids.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>Returns the uuid that all answers had in common.</summary>
    private static async Task<string> TalkAsync(HostUnderTest host, string server, int number)
    {
        using var client = await host.ConnectAsync(server);
        var uuid = (await client.AskAsync($"WHO {number} first")).Split(' ')[1];
        for (var round = 1; round < RoundTrips; round++)
        {
            Assert.Equal($"{server} {uuid} WHO {number} {round}", await client.AskAsync($"WHO {number} {round}"));
        }

        return uuid;
    }
}
