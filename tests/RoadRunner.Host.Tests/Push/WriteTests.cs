using RoadRunner.Host.Configuration;
using RoadRunner.Host.Tests.InProcess;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Push;

/// <summary><c>tcp.Write</c>: where a push stands among the answers of its connection.</summary>
public sealed class WriteTests
{
    [Fact]
    public async Task A_push_reaches_an_idle_connection_without_an_event()
    {
        await using var rig = await PushRig.StartAsync();
        var (client, uuid) = await rig.ConnectAsync();
        await using var end = client;

        Assert.Equal(1, await rig.WriteAsync(uuid, "news\r\n"));
        await client.ExpectAsync("news\r\n");

        await client.SendAsync("x\r\n");
        await client.ExpectAsync("x\r\n");
        Assert.Equal(["Connected", @"Data ?\r\n", @"Data x\r\n"], rig.Host.Executor.Texts);
    }

    [Fact]
    public async Task Pushes_arrive_in_their_order()
    {
        await using var rig = await PushRig.StartAsync();
        var (client, uuid) = await rig.ConnectAsync();
        await using var end = client;
        for (var number = 0; number < 200; number++)
        {
            Assert.Equal(1, await rig.WriteAsync(uuid, $"{number} "));
        }

        await client.ExpectAsync(string.Concat(Enumerable.Range(0, 200).Select(static number => $"{number} ")));
    }

    [Fact]
    public async Task A_push_during_an_event_goes_out_behind_its_answer_and_before_the_next_event()
    {
        await using var rig = await PushRig.StartAsync();
        var (client, uuid) = await rig.ConnectAsync();
        await using var end = client;
        var held = new HeldScript(rig.Host.Executor, "slow\r\n");
        await client.SendAsync("slow\r\nnext\r\n");
        await held.WhenHeldAsync();

        Assert.Equal(1, await rig.WriteAsync(uuid, "[1]"));
        Assert.Equal(1, await rig.WriteAsync(uuid, "[2]"));
        held.Release();

        await client.ExpectAsync("slow\r\n[1][2]next\r\n");
    }

    [Fact]
    public async Task A_push_before_the_answer_to_Connected_goes_out_behind_the_greeting()
    {
        await using var rig = await PushRig.StartAsync();
        var arrived = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Host.Executor.Script = async (connectionEvent, _, output, _) =>
        {
            if (connectionEvent.Kind == ConnectionEventKind.Connected)
            {
                // Half an answer is in the output's own memory by now.
                ScriptedExecutor.Write(output, "hel");
                arrived.SetResult(connectionEvent.ConnectionUuid);
                await released.Task;
                ScriptedExecutor.Write(output, "lo\r\n");
            }

            return EventAnswer.Respond;
        };
        await using var client = rig.Host.Connect();

        Assert.Equal(1, await rig.WriteAsync(await arrived.Task.Within(), "news\r\n"));
        released.SetResult();

        await client.ExpectAsync("hello\r\nnews\r\n");
    }

    [Theory]
    [InlineData(FramingMode.Exact, "hel lo\r\n", @"Data hello\r\n")]
    [InlineData(FramingMode.Raw, "hel lo\r\n", "Data hel", @"Data lo\r\n")]
    public async Task A_push_between_the_parts_of_a_message_changes_nothing_about_its_event(FramingMode framing, string parts, params string[] events)
    {
        await using var rig = await PushRig.StartAsync(MemoryHost.OneServer with { Host = new HostConfiguration { Framing = framing } });
        var (client, uuid) = await rig.ConnectAsync();
        await using var end = client;
        rig.Host.Executor.Script = static (connectionEvent, _, _, _) => ValueTask.FromResult(EventAnswer.Read);
        foreach (var part in parts.Split(' '))
        {
            await client.SendAsync(part);
            Assert.Equal(1, await rig.WriteAsync(uuid, "!"));
            await client.ExpectAsync("!");
        }

        await client.HalfCloseAsync();
        await client.Served.Within();
        Assert.Equal([.. events, "Close"], rig.Host.Executor.Texts.Skip(2));
    }

    [Fact]
    public async Task A_handler_may_push_to_its_own_connection()
    {
        await using var rig = await PushRig.StartAsync();
        rig.Host.Executor.Script = async (connectionEvent, body, output, _) =>
        {
            if (connectionEvent.Kind == ConnectionEventKind.Data)
            {
                Assert.Equal(1, await rig.WriteAsync(connectionEvent.ConnectionUuid, "and more\r\n"));
            }

            ScriptedExecutor.Write(output, body);
            return EventAnswer.Respond;
        };
        await using var client = rig.Host.Connect();
        await client.SendAsync("x\r\n");
        await client.ExpectAsync("x\r\nand more\r\n");
    }

    [Fact]
    public async Task A_large_push_arrives_whole()
    {
        await using var rig = await PushRig.StartAsync();
        var (client, uuid) = await rig.ConnectAsync();
        await using var end = client;
        var text = string.Concat(Enumerable.Range(0, 1_000_000).Select(static number => $"{number:d6}"));

        Assert.Equal(1, await rig.WriteAsync(uuid, text));
        Assert.Equal(1, await rig.WriteAsync(uuid, "end"));

        for (var at = 0; at < text.Length; at += 60_000)
        {
            await client.ExpectAsync(text.Substring(at, 60_000));
        }

        await client.ExpectAsync("end");
    }

    [Theory]
    [InlineData("")]
    [InlineData("0e466f13-d475-487c-b41e-b5fa221c9e87")]
    public async Task A_connection_that_is_not_there_takes_nothing(string uuid)
    {
        await using var rig = await PushRig.StartAsync();
        Assert.Equal(0, await rig.WriteAsync(uuid, "x"));
    }

    [Fact]
    public async Task A_connection_that_has_ended_takes_nothing()
    {
        await using var rig = await PushRig.StartAsync();
        var (client, uuid) = await rig.ConnectAsync();
        await client.DisposeAsync();
        Assert.Equal(0, await rig.WriteAsync(uuid, "x"));
    }

    [Fact]
    public async Task Nothing_is_pushed_too()
    {
        await using var rig = await PushRig.StartAsync();
        var (client, uuid) = await rig.ConnectAsync();
        await using var end = client;
        Assert.Equal(1, await rig.WriteAsync(uuid, ""));
        Assert.Equal(1, await rig.WriteAsync(uuid, "x"));
        await client.ExpectAsync("x");
    }

    [Theory]
    [InlineData(FrameFlags.Json, "{\"UUID\":\"$\",\"Data\":\"eA==\"}", "{\"connections\":1}")]
    [InlineData(FrameFlags.MessagePack, "\u0082\u00a4Uuid\u00d9\u0024$\u00a4Data\u00c4\u0001x", "\u0081\u00abConnections\u00d3\0\0\0\0\0\0\0\u0001")]
    [InlineData(FrameFlags.Proto, "\n$$\u0012\u0001x", "\b\u0001")]
    public async Task Every_codec_carries_it(FrameFlags codec, string body, string expected)
    {
        await using var rig = await PushRig.StartAsync();
        var (client, uuid) = await rig.ConnectAsync();
        await using var end = client;

        // In protobuf the length of a uuid is the character $ itself.
        var at = body.LastIndexOf('$');
        Assert.Equal((codec, expected), await rig.Rpc.CallAsync(codec, "tcp.Write", $"{body[..at]}{uuid}{body[(at + 1)..]}"));
        await client.ExpectAsync("x");
    }

    [Theory]
    [InlineData("{\"uuid\":5}", "json: cannot unmarshal number into Go struct field TcpWriteRequest.Uuid of type string")]
    [InlineData("{\"data\":\"?\"}", "illegal base64 data")]
    [InlineData("[]", "json: cannot unmarshal array into Go value of type TcpWriteRequest")]
    public async Task An_argument_that_is_none_is_an_error(string json, string expected)
    {
        await using var rig = await PushRig.StartAsync();
        Assert.Equal(expected, await rig.Rpc.CallAsync("tcp.Write", json));
    }

    [Fact]
    public async Task The_host_says_that_it_can_push()
    {
        await using var rig = await PushRig.StartAsync();
        Assert.Contains("\"push\":true", await rig.Rpc.CallAsync("host.Features", "true"), StringComparison.Ordinal);
    }
}
