using System.Text;

namespace Spiral.RoadRunner.Tcp.Tests;

public sealed class TcpRequestTests
{
    [Fact]
    public async Task Request_has_what_the_server_says()
    {
        await using var rig = new TcpRig();

        var request = await rig.TakeAsync(Contexts.Data, "EHLO x\r\n");

        Assert.Equal(TcpEvent.Data, request.Event);
        Assert.Equal("echo", request.Server);
        Assert.Equal(Contexts.Uuid, request.ConnectionUuid);
        Assert.Equal("127.0.0.1:42876", request.RemoteAddress);
        Assert.Equal("EHLO x\r\n"u8.ToArray(), request.Body.ToArray());
        Assert.Equal("EHLO x\r\n", request.GetText());
    }

    [Theory]
    [InlineData("CONNECTED", TcpEvent.Connected)]
    [InlineData("DATA", TcpEvent.Data)]
    [InlineData("CLOSE", TcpEvent.Close)]
    [InlineData("CLOSED", TcpEvent.Close)]
    [InlineData("", TcpEvent.Unknown)]
    [InlineData("data", TcpEvent.Unknown)]
    [InlineData("PUSHED", TcpEvent.Unknown)]
    public async Task Event_is_read_from_its_word(string word, TcpEvent expected)
    {
        await using var rig = new TcpRig();

        var request = await rig.TakeAsync($$"""{"remote_addr":"127.0.0.1:1","server":"echo","uuid":"u","event":"{{word}}"}""");

        Assert.Equal(expected, request.Event);
    }

    [Theory]
    [InlineData("127.0.0.1:42876", "127.0.0.1:42876")]
    [InlineData("[::1]:42876", "[::1]:42876")]
    [InlineData("[2001:db8::7]:1", "[2001:db8::7]:1")]
    [InlineData("@", null)]
    [InlineData("/run/client.sock", null)]
    [InlineData("", null)]
    public async Task Address_is_kept_and_read_when_it_is_one_of_ip(string address, string? endPoint)
    {
        await using var rig = new TcpRig();

        var request = await rig.TakeAsync($$"""{"remote_addr":"{{address}}","server":"echo","uuid":"u","event":"CONNECTED"}""");

        Assert.Equal(address, request.RemoteAddress);
        Assert.Equal(endPoint, request.RemoteEndPoint?.ToString());
    }

    [Theory]
    [InlineData("{}", TcpEvent.Unknown, "", "", "")]
    [InlineData("""{"event":"DATA"}""", TcpEvent.Data, "", "", "")]
    [InlineData("""{"server":"echo","uuid":"u"}""", TcpEvent.Unknown, "echo", "u", "")]
    [InlineData("""{"event":null,"server":null,"uuid":null,"remote_addr":null}""", TcpEvent.Unknown, "", "", "")]
    public async Task Missing_keys_are_empty(string context, TcpEvent @event, string server, string uuid, string address)
    {
        await using var rig = new TcpRig();

        var request = await rig.TakeAsync(context, "body");

        Assert.Equal((@event, server, uuid, address), (request.Event, request.Server, request.ConnectionUuid, request.RemoteAddress));
        Assert.Equal("body", request.GetText());
    }

    [Fact]
    public async Task Extra_keys_and_any_order_are_accepted()
    {
        await using var rig = new TcpRig();

        var request = await rig.TakeAsync(
            """ { "tls" : { "sni": ["a", {"b": 1}] }, "event" : "DATA", "uuid":"u", "n":-1.5e3, "server":"echo", "remote_addr":"@", "x":null } """);

        Assert.Equal((TcpEvent.Data, "echo", "u", "@"), (request.Event, request.Server, request.ConnectionUuid, request.RemoteAddress));
    }

    [Fact]
    public async Task Key_that_comes_twice_has_its_last_value()
    {
        await using var rig = new TcpRig();

        Assert.Equal("two", (await rig.TakeAsync("""{"server":"one","server":"two","event":"DATA"}""")).Server);
    }

    [Fact]
    public async Task Escaped_server_name_of_a_recording_is_decoded()
    {
        var recorded = Capture.Load("server-name-escaping").RelayLines
            .Where(line => line.Direction == CaptureLine.ToWorker)
            .First(line => Encoding.UTF8.GetString(line.Bytes.Span).Contains("CONNECTED", StringComparison.Ordinal));
        await using var rig = new TcpRig();
        await rig.Server.SendAsync(recorded.Bytes);

        var request = await rig.NextAsync();

        Assert.Equal("myserver<a>&é", request!.Server);
    }

    [Fact]
    public async Task Body_is_binary_safe()
    {
        byte[] body = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        await using var rig = new TcpRig();
        await rig.Server.SendAsync(RawFrame.Event(Contexts.Data, body));

        var request = await rig.NextAsync();

        Assert.Equal(body, request!.Body.ToArray());
    }

    [Fact]
    public async Task Body_that_is_no_utf_8_is_read_with_replacement_characters()
    {
        await using var rig = new TcpRig();
        await rig.Server.SendAsync(RawFrame.Event(Contexts.Data, [0x61, 0xff, 0x62]));

        Assert.Equal("a\ufffdb", (await rig.NextAsync())!.GetText());
    }

    [Fact]
    public async Task Request_is_the_same_object_for_every_event()
    {
        await using var rig = new TcpRig();
        var first = await rig.TakeAsync(Contexts.Connected);

        var second = await rig.TakeAsync(Contexts.Data, "two");

        Assert.Same(first, second);
        Assert.Equal((TcpEvent.Data, "two"), (first.Event, first.GetText()));
    }

    [Fact]
    public async Task Late_data_after_a_close_is_an_event_like_any_other()
    {
        await using var rig = new TcpRig();

        Assert.Equal(TcpEvent.Close, (await rig.TakeAsync(Contexts.Close)).Event);
        Assert.Equal("tail", (await rig.TakeAsync(Contexts.Data, "tail")).GetText());
        Assert.Equal(TcpEvent.Close, (await rig.TakeAsync(Contexts.Close)).Event);
        await rig.Server.SendStopAsync();
        Assert.Null(await rig.NextAsync());

        Assert.Equal(GoldenFrames.Continue + GoldenFrames.Continue + GoldenFrames.Continue, await rig.WrittenAsync());
    }
}
