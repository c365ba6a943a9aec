using System.Globalization;
using System.Text;
using System.Text.Json;
using RoadRunner.Integration.Fixture;
using Spiral.RoadRunner.KeyValue;

namespace RoadRunner.Integration.Model;

/// <summary>Sessions of a pool that shares a key-value storage.</summary>
public sealed class SessionCounterTests
{
    private const string KeyPrefix = "rr:tcp:";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_thousand_requests_on_one_connection_count_to_two_thousand_over_several_workers()
    {
        const int requests = 2000;
        await using var host = await StartAsync();
        using var client = await host.ConnectAsync();

        var sending = client.SendAsync(string.Concat(Enumerable.Repeat("x\r\n", requests)));
        var pids = new HashSet<string>(StringComparer.Ordinal);
        for (var expected = 1; expected <= requests; expected++)
        {
            var answer = (await client.ReadLineAsync()).Split(' ');
            Assert.Equal(expected.ToString(CultureInfo.InvariantCulture), answer[0]);
            pids.Add(answer[1]);
        }

        await sending;
        Assert.True(pids.Count >= 2, $"All events went to the worker {string.Join(", ", pids)}.");
    }

    [Fact]
    public async Task Nothing_is_left_in_the_storage_of_five_hundred_connections_of_which_a_hundred_were_aborted()
    {
        const int connections = 500;
        await using var host = await StartAsync();
        await using var link = await host.LinkAsync();
        var storage = new KeyValueStorage(link, "state");
        var keys = new List<string>();
        foreach (var batch in Enumerable.Range(0, connections).Chunk(50))
        {
            var uuids = await Task.WhenAll(batch.Select(number => VisitAsync(host, aborts: number % 5 == 0)));
            keys.AddRange(uuids.Select(static uuid => KeyPrefix + uuid));
        }

        Assert.Equal(connections, keys.Distinct(StringComparer.Ordinal).Count());
        await host.Log.Records.WhenAsync(static record => record.Text.Contains(" ended: ", StringComparison.Ordinal), connections);

        // The log speaks when the last event of a connection has been answered.
        Assert.DoesNotContain(true, await storage.HasManyAsync(keys, Token));
    }

    [Fact]
    public async Task Any_worker_shows_what_the_whole_pool_has_done()
    {
        await using var host = await StartAsync();
        using var client = await host.ConnectAsync();
        for (var request = 0; request < 15; request++)
        {
            await client.AskAsync("x");
        }

        for (var failure = 0; failure < 2; failure++)
        {
            using var unlucky = await host.ConnectAsync();
            Assert.Equal("Something went wrong", await unlucky.AskAsync("fail"));
        }

        // Workers say what they did once in a second; until all have, the sum is smaller.
        using var limit = new CancellationTokenSource(TestLimit.Generous);
        JsonElement main;
        int pids;
        do
        {
            limit.Token.ThrowIfCancellationRequested();
            using var asking = await host.ConnectAsync("status");
            await asking.SendAsync("status\r\n");
            using var snapshot = JsonDocument.Parse(await asking.ReadToEndAsync());
            main = snapshot.RootElement.GetProperty("servers").EnumerateArray().Single(static server => server.GetProperty("server").GetString() == "main").Clone();
            pids = snapshot.RootElement.GetProperty("workers").GetArrayLength();
        }
        while (pids < 4 || main.GetProperty("messages").GetInt64() < 17);

        Assert.Equal(17, main.GetProperty("messages").GetInt64());
        Assert.Equal(2, main.GetProperty("errors").GetInt64());
        Assert.True(TimeSpan.Parse(main.GetProperty("averageTime").GetString()!, CultureInfo.InvariantCulture) > TimeSpan.Zero);
    }

    private static async Task<string> VisitAsync(HostUnderTest host, bool aborts)
    {
        using var client = await host.ConnectAsync();
        var answer = (await client.AskAsync("hello")).Split(' ');
        Assert.Equal("1", answer[0]);
        if (aborts)
        {
            await client.SendAsync(Encoding.ASCII.GetBytes("half a line"));
            client.Reset();
        }

        return answer[2];
    }

    private static Task<HostUnderTest> StartAsync() => HostUnderTest.StartAsync(
        RrFile.Of("SessionCounter") with { Workers = 4, UsesJournal = false, Servers = [RrFile.Main, "status"], More = RpcFile.AnyPort + "kv: { state: { driver: memory } }\n" });
}
