using RoadRunner.Host.Configuration;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>What the connection loop makes of the bytes of a client.</summary>
public sealed class FramingTests
{
    [Fact]
    public async Task Raw_holds_nothing_back_and_cuts_nothing()
    {
        await using var host = await MemoryHost.StartAsync(With(new HostConfiguration { Framing = FramingMode.Raw }));
        await using (var client = host.Connect())
        {
            await client.SendAsync("no end");
            await client.ExpectAsync("no end");
            await client.SendAsync("a\r\nb\r\nc");
            await client.ExpectAsync("a\r\nb\r\nc");
        }

        Assert.Equal(["Connected", "Data no end", @"Data a\r\nb\r\nc", "Close"], host.Executor.Texts);
    }

    [Fact]
    public async Task Raw_brings_what_came_during_an_event_with_the_next_one()
    {
        await using var host = await MemoryHost.StartAsync(With(new HostConfiguration { Framing = FramingMode.Raw }));
        var held = new HeldScript(host.Executor, "one");
        await using var client = host.Connect();
        await client.SendAsync("one");
        await held.WhenHeldAsync();
        await client.SendAsync("two");
        await client.SendAsync("three");
        await client.HalfCloseAsync();
        held.Release();

        Assert.Equal("onetwothree", await client.ReadToEndAsync());
        Assert.Equal(["Connected", "Data one", "Data twothree", "Close"], host.Executor.Texts);
    }

    [Fact]
    public async Task Raw_events_are_as_large_as_one_read_at_most_and_messages_have_no_limit()
    {
        var tcp = MemoryHost.OneServer.Tcp with { ReadBufferBytes = 5 };
        var configuration = With(new HostConfiguration { Framing = FramingMode.Raw, Limits = new LimitsConfiguration { MaxMessageBytes = 1 } });
        await using var host = await MemoryHost.StartAsync(configuration with { Tcp = tcp });
        await using var client = host.Connect();
        await client.SendAsync("twelve bytes");
        await client.HalfCloseAsync();

        Assert.Equal("twelve bytes", await client.ReadToEndAsync());
        Assert.Equal(["Connected", "Data twelv", "Data e byt", "Data es", "Close"], host.Executor.Texts);
    }

    [Fact]
    public async Task A_batch_is_what_has_come_already_and_never_waits()
    {
        await using var host = await MemoryHost.StartAsync(With(new HostConfiguration { BatchBytes = 8 }));
        var held = new HeldScript(host.Executor, "1\r\n");
        await using var client = host.Connect();
        await client.SendAsync("1\r\n");
        await held.WhenHeldAsync();
        await client.SendAsync("22\r\n33\r\n4\r\nlonger than a batch\r\n5\r\n6\r");
        held.Release();
        await client.ExpectAsync("1\r\n22\r\n33\r\n4\r\nlonger than a batch\r\n5\r\n");
        await client.SendAsync("\n");
        await client.ExpectAsync("6\r\n");

        Assert.Equal(
            ["Connected", @"Data 1\r\n", @"Data 22\r\n33\r\n", @"Data 4\r\n", @"Data longer than a batch\r\n", @"Data 5\r\n", @"Data 6\r\n"],
            host.Executor.Texts);
    }

    [Fact]
    public async Task Each_server_has_its_own_framing()
    {
        var tcp = new TcpConfiguration([new("lines", RelayAddress.Tcp("", 0)), new("packets", RelayAddress.Tcp("", 0)), new("bulk", RelayAddress.Tcp("", 0), ";")]);
        var host = new HostConfiguration
        {
            Servers = new Dictionary<string, HostServerConfiguration>
            {
                ["packets"] = new() { Framing = FramingMode.Raw },
                ["bulk"] = new() { BatchBytes = 100 },
            },
        };
        await using var running = await MemoryHost.StartAsync(new RrConfiguration { Tcp = tcp, Host = host });
        foreach (var server in new[] { "lines", "packets", "bulk" })
        {
            await using var client = running.Connect(server);
            await client.SendAsync("a\r\n;b\r\n;");
            await client.HalfCloseAsync();
            Assert.Equal("a\r\n;b\r\n;", await client.ReadToEndAsync());
        }

        Assert.Equal(
            [@"lines a\r\n", @"lines ;b\r\n", "lines ;", @"packets a\r\n;b\r\n;", @"bulk a\r\n;b\r\n;"],
            running.Executor.Seen.Where(static seen => seen.Kind == ConnectionEventKind.Data).Select(static seen => $"{seen.Server} {seen.Body}"));
        Assert.Equal([FramingMode.Exact, FramingMode.Raw, FramingMode.Exact], running.Host.Servers.Select(static server => server.Framing));

        await using var rpc = running.ConnectRpc();
        Assert.Contains(
            ""","framing":{"lines":"exact","packets":"raw","bulk":"exact"},"delimiters":{"lines":"0d0a","packets":"0d0a","bulk":"3b"},"connections":{""",
            await rpc.CallAsync("host.Features", "true"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_over_the_limit_closes_its_connection_after_those_before_it()
    {
        await using var host = await MemoryHost.StartAsync(With(new HostConfiguration { BatchBytes = 100, Limits = new LimitsConfiguration { MaxMessageBytes = 6 } }));
        await using var client = host.Connect();
        await client.SendAsync("a\r\nb\r\ntoo long\r\nc\r\n");

        Assert.Equal("a\r\nb\r\n", await client.ReadToEndAsync());
        Assert.Contains(host.Log.Records, static record => record.EndsWith("a message is larger than 6 bytes (host.limits.max_message_size)", StringComparison.Ordinal));
    }

    private static RrConfiguration With(HostConfiguration host) => MemoryHost.OneServer with { Host = host };
}
