using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>Framings other than one message at a time, through worker processes.</summary>
public sealed class RawAndBatchTests(RawAndBatchHost fixture) : IClassFixture<RawAndBatchHost>
{
    private const int Large = 20 * 1024 * 1024;

    [Fact]
    public async Task Raw_bytes_reach_the_worker_without_a_delimiter()
    {
        using (var client = await fixture.Host.ConnectAsync(RawAndBatchHost.Raw))
        {
            foreach (var text in (string[])["raw one", "a\r\nb\r\nc", "\r"])
            {
                await client.SendAsync(text);
                Assert.Equal(text, await ReadAsync(client, text.Length));
            }
        }

        var events = await fixture.EventsOfAsync("raw one");
        Assert.Equal(["Connected ", "Data raw one", @"Data a\r\nb\r\nc", @"Data \r", "Close "], events.Select(static one => $"{one.Event} {one.Text}"));
    }

    [Fact]
    public async Task Raw_bytes_before_a_half_close_are_answered_and_nothing_follows_the_one_Close()
    {
        using var client = await fixture.Host.ConnectAsync(RawAndBatchHost.Raw);
        await client.SendAsync("raw tail");
        client.HalfClose();
        Assert.Equal("raw tail", await client.ReadToEndAsync());

        var events = await fixture.EventsOfAsync("raw tail");
        Assert.Equal(["Connected ", "Data raw tail", "Close "], events.Select(static one => $"{one.Event} {one.Text}"));
    }

    [Fact]
    public async Task Raw_bytes_of_any_amount_come_back_in_order_in_events_of_one_read_at_most()
    {
        var sent = new byte[Large];
        new Random(2).NextBytes(sent);
        "raw large"u8.CopyTo(sent);
        byte[] received;
        using (var client = await fixture.Host.ConnectAsync(RawAndBatchHost.Raw))
        {
            var sending = client.SendAsync(sent);
            received = await client.ReadAsync(sent.Length);
            await sending;
        }

        Assert.True(sent.AsSpan().SequenceEqual(received));
        var events = await fixture.EventsOfAsync("raw large");
        Assert.Equal(Large, events.Sum(static one => one.Length));
        Assert.All(events, static one => Assert.InRange(one.Length, 0, 1024 * 1024));
        Assert.Equal("Close", events[^1].Event);
        Assert.Single(events, static one => one.IsClose);
    }

    [Fact]
    public async Task A_batch_is_one_event_with_the_delimiters_as_they_came()
    {
        using (var client = await fixture.Host.ConnectAsync(RawAndBatchHost.Batch))
        {
            await client.SendAsync("batch A\r\nB\r\nC\r\nthis one is larger than a batch\r\nD\r\nE");
            Assert.Equal("batch A\r\nB\r\nC\r\nthis one is larger than a batch\r\nD\r\n", await ReadAsync(client, 51));
            await client.SendAsync("\r\n");
            Assert.Equal("E", await client.ReadLineAsync());
        }

        var events = await fixture.EventsOfAsync("batch A");
        Assert.Equal(
            ["Connected ", @"Data batch A\r\nB\r\nC\r\n", @"Data this one is larger than a batch\r\n", @"Data D\r\n", @"Data E\r\n", "Close "],
            events.Select(static one => $"{one.Event} {one.Text}"));
    }

    private static async Task<string> ReadAsync(TestClient client, int length) => System.Text.Encoding.Latin1.GetString(await client.ReadAsync(length));
}
