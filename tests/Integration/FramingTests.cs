using System.Security.Cryptography;

namespace RoadRunner.Integration;

/// <summary>What becomes of the bytes of a client, however they are cut.</summary>
public sealed class FramingTests(RecorderPair pair) : IClassFixture<RecorderPair>
{
    [Fact]
    public async Task Two_messages_in_one_segment_are_two_events_with_two_answers()
    {
        using (var client = await pair.Host.ConnectAsync())
        {
            await client.SendAsync("one A\r\nB\r\n");
            Assert.Equal("one A", await client.ReadLineAsync());
            Assert.Equal("B", await client.ReadLineAsync());
        }

        var events = await pair.EventsOfAsync("one A");
        Assert.Equal(["Connected ", @"Data one A\r\n", @"Data B\r\n", "Close "], events.Select(static one => $"{one.Event} {one.Text}"));
    }

    [Fact]
    public async Task A_delimiter_that_is_cut_in_two_ends_its_message()
    {
        using (var client = await pair.Host.ConnectAsync())
        {
            await client.SendAsync("cut A\r");
            await OtherTrafficAsync();
            await client.SendAsync("\nB\r\n");
            Assert.Equal("cut A", await client.ReadLineAsync());
            Assert.Equal("B", await client.ReadLineAsync());
        }

        var events = await pair.EventsOfAsync("cut A");
        Assert.Equal(["Connected ", @"Data cut A\r\n", @"Data B\r\n", "Close "], events.Select(static one => $"{one.Event} {one.Text}"));
    }

    [Fact]
    public async Task Messages_that_come_byte_by_byte_are_the_same_messages()
    {
        using (var client = await pair.Host.ConnectAsync())
        {
            foreach (var character in "slow A\r\nB\r\n")
            {
                await client.SendAsync($"{character}");
                await OtherTrafficAsync();
            }

            Assert.Equal("slow A", await client.ReadLineAsync());
            Assert.Equal("B", await client.ReadLineAsync());
        }

        var events = await pair.EventsOfAsync("slow A");
        Assert.Equal(["Connected ", @"Data slow A\r\n", @"Data B\r\n", "Close "], events.Select(static one => $"{one.Event} {one.Text}"));
    }

    [Fact]
    public async Task A_delimiter_of_five_bytes_is_found_across_segments()
    {
        using (var client = await pair.Host.ConnectAsync(RecorderPair.FiveBytes))
        {
            await client.SendAsync("five <EOM<E");
            await OtherTrafficAsync();
            await client.SendAsync("OM");
            await OtherTrafficAsync();
            await client.SendAsync(">x<EOM>");
            Assert.Equal("five <EOM<EOM>x<EOM>"u8.ToArray(), await client.ReadAsync("five <EOM<EOM>x<EOM>".Length));
        }

        var events = await pair.EventsOfAsync("five");
        Assert.Equal(["Connected ", "Data five <EOM<EOM>", "Data x<EOM>", "Close "], events.Select(static one => $"{one.Event} {one.Text}"));
    }

    [Fact]
    public async Task A_message_of_nothing_but_the_delimiter_is_an_event()
    {
        using var client = await pair.Host.ConnectAsync();
        Assert.Equal("", await client.AskAsync(""));
    }

    [Fact]
    public async Task A_body_may_have_every_byte()
    {
        // 13 and 10 are there too, but not in this order.
        var message = Enumerable.Range(0, 256).Select(static value => (byte)(255 - value)).Concat("\n\r\r\n"u8.ToArray()).ToArray();
        using var client = await pair.Host.ConnectAsync();
        await client.SendAsync(message);
        Assert.Equal(message, await client.ReadAsync(message.Length));
    }

    [Fact]
    public async Task A_message_of_20_MiB_comes_back_with_the_same_hash()
    {
        var message = new byte[20 * 1024 * 1024];
        new Random(1).NextBytes(message);
        message.AsSpan().Replace((byte)'\n', (byte)'_');
        message[^2] = (byte)'\r';
        message[^1] = (byte)'\n';

        using var client = await pair.Host.ConnectAsync();
        var sending = client.SendAsync(message);
        var answer = await client.ReadAsync(message.Length);
        await sending;
        Assert.Equal(SHA256.HashData(message), SHA256.HashData(answer));
    }

    [Fact]
    public async Task A_client_that_half_closes_between_messages_gets_the_end_of_stream_and_one_close()
    {
        using var client = await pair.Host.ConnectAsync();
        Assert.Equal("half", await client.AskAsync("half"));
        client.HalfClose();
        Assert.Equal("", await client.ReadToEndAsync());

        var events = await pair.EventsOfAsync("half");
        Assert.Equal(["Connected", "Data", "Close"], events.Select(static one => one.Event));
    }

    [Fact]
    public async Task Bytes_before_a_half_close_are_a_message_that_is_answered()
    {
        using var client = await pair.Host.ConnectAsync();
        await client.SendAsync("tail without end");
        client.HalfClose();
        Assert.Equal("tail without end", await client.ReadToEndAsync());

        var events = await pair.EventsOfAsync("tail");
        Assert.Equal(["Connected ", "Data tail without end", "Close "], events.Select(static one => $"{one.Event} {one.Text}"));
    }

    // A round trip on another connection gives the host the time to read what was sent before.
    private async Task OtherTrafficAsync()
    {
        using var other = await pair.Host.ConnectAsync();
        Assert.Equal("other", await other.AskAsync("other"));
    }
}
