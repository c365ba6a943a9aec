using System.Buffers;
using System.Text;
using RoadRunner.Host.Tcp;
using RoadRunner.Host.Tests.InProcess;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Push;

/// <summary>Clients that do not read, connections that end, and a host that stops, while others push.</summary>
public sealed class PushBoundsTests
{
    private static readonly string Big = new('b', 100_000);

    [Fact]
    public async Task A_client_that_does_not_read_misses_pushes_and_holds_up_nobody()
    {
        await using var rig = await PushRig.StartAsync();
        var (slow, slowUuid) = await rig.ConnectAsync(pauseBytes: 1024);
        await using var end = slow;
        var (quick, quickUuid) = await rig.ConnectAsync();
        await using var quickEnd = quick;
        var taken = 0;
        while (await rig.WriteAsync(slowUuid, Big) == 1)
        {
            taken++;
            Assert.Equal(1, await rig.WriteAsync(quickUuid, "on"));
            await quick.ExpectAsync("on");
        }

        // What waits, one that is being sent, and what the transport takes.
        Assert.InRange(taken, PushLimits.MaxWaitingBytes / Big.Length, (PushLimits.MaxWaitingBytes / Big.Length) + 2);
        Assert.Equal(0, await rig.WriteAsync(slowUuid, Big));
        for (var one = 0; one < taken; one++)
        {
            await slow.ExpectAsync(Big[..50_000]);
            await slow.ExpectAsync(Big[..50_000]);
        }

        Assert.Equal(1, await rig.WriteAsync(slowUuid, "again"));
        await slow.ExpectAsync("again");
    }

    [Fact]
    public async Task Small_pushes_are_counted_too()
    {
        await using var rig = await PushRig.StartAsync();
        var (client, uuid) = await rig.ConnectAsync();
        await using var end = client;
        var held = new HeldScript(rig.Host.Executor, "slow\r\n");
        await client.SendAsync("slow\r\n");
        await held.WhenHeldAsync();

        for (var one = 0; one < PushLimits.MaxWaiting; one++)
        {
            Assert.Equal(1, await rig.WriteAsync(uuid, "."));
        }

        Assert.Equal(0, await rig.WriteAsync(uuid, "."));
        held.Release();
        await client.ExpectAsync("slow\r\n" + new string('.', PushLimits.MaxWaiting));
        Assert.Equal(1, await rig.WriteAsync(uuid, "."));
    }

    [Fact]
    public async Task One_push_of_any_size_may_wait()
    {
        await using var rig = await PushRig.StartAsync();
        var (client, uuid) = await rig.ConnectAsync();
        await using var end = client;
        var held = new HeldScript(rig.Host.Executor, "slow\r\n");
        await client.SendAsync("slow\r\n");
        await held.WhenHeldAsync();

        Assert.Equal(1, await rig.WriteAsync(uuid, new string('x', 2 * PushLimits.MaxWaitingBytes)));
        Assert.Equal(0, await rig.WriteAsync(uuid, "."));
        held.Release();

        await client.ExpectAsync("slow\r\n");
        for (var part = 0; part < 32; part++)
        {
            await client.ExpectAsync(new string('x', PushLimits.MaxWaitingBytes / 16));
        }
    }

    [Fact]
    public async Task A_push_and_then_a_close_are_both_seen_by_the_client()
    {
        await using var rig = await PushRig.StartAsync();
        for (var round = 0; round < 50; round++)
        {
            var (client, uuid) = await rig.ConnectAsync();
            Assert.Equal(1, await rig.WriteAsync(uuid, "bye\r\n"));
            await rig.CloseAsync(uuid);
            Assert.Equal("bye\r\n", await client.ReadToEndAsync());
            await client.Served.Within();
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task Tcp_Close_ends_a_connection_whose_client_does_not_read_its_pushes()
    {
        await using var rig = await PushRig.StartAsync();
        var (client, uuid) = await rig.ConnectAsync(pauseBytes: 4);
        await using var end = client;
        Assert.Equal(1, await rig.WriteAsync(uuid, Big));
        Assert.Equal(1, await rig.WriteAsync(uuid, Big));
        await client.Input.ReadAtLeastAsync(4, TestContext.Current.CancellationToken).Within();

        await rig.CloseAsync(uuid);

        await client.Served.Within();
        Assert.Equal(0, await rig.WriteAsync(uuid, "x"));
        Assert.Equal("Close", rig.Host.Executor.Texts.Last());
    }

    [Fact]
    public async Task What_waits_for_an_answer_that_closes_is_not_sent()
    {
        await using var rig = await PushRig.StartAsync();
        var (client, uuid) = await rig.ConnectAsync();
        await using var end = client;
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Host.Executor.Script = async (connectionEvent, _, output, _) =>
        {
            if (connectionEvent.Kind == ConnectionEventKind.Data)
            {
                arrived.SetResult();
                await released.Task;
                ScriptedExecutor.Write(output, "bye\r\n");
            }

            return EventAnswer.RespondClose;
        };
        await client.SendAsync("quit\r\n");
        await arrived.Task.Within();
        Assert.Equal(1, await rig.WriteAsync(uuid, "news\r\n"));
        released.SetResult();

        Assert.Equal("bye\r\n", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task What_waits_when_the_client_has_sent_its_last_message_is_sent()
    {
        await using var rig = await PushRig.StartAsync();
        var (client, uuid) = await rig.ConnectAsync();
        await using var end = client;
        var held = new HeldScript(rig.Host.Executor, "slow");
        await client.SendAsync("slow");
        await client.HalfCloseAsync();
        await held.WhenHeldAsync();
        Assert.Equal(1, await rig.WriteAsync(uuid, "news"));
        held.Release();

        Assert.Equal("slownews", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_stopping_host_sends_what_it_has_taken_on()
    {
        await using var rig = await PushRig.StartAsync();
        var (client, uuid) = await rig.ConnectAsync();
        await using var end = client;
        var held = new HeldScript(rig.Host.Executor, "slow\r\n");
        await client.SendAsync("slow\r\n");
        await held.WhenHeldAsync();
        Assert.Equal(1, await rig.WriteAsync(uuid, "last\r\n"));

        var stopping = rig.Host.Host.StopAsync();
        held.Release();

        Assert.Equal("slow\r\nlast\r\n", await client.ReadToEndAsync());
        await stopping.Within();
    }

    // Whoever wins: nothing hangs, nothing is cut, and a connection gets no bytes behind its end.
    [Fact]
    public async Task Pushes_race_with_the_ends_of_their_connections()
    {
        await using var rig = await PushRig.StartAsync();
        await using var other = rig.Host.ConnectRpc();
        for (var round = 0; round < 100; round++)
        {
            var (client, uuid) = await rig.ConnectAsync();
            var pushing = PushUntilRefusedAsync(other, uuid);
            var reading = client.ReadToEndAsync();
            switch (round % 3)
            {
                case 0:
                    await rig.CloseAsync(uuid);
                    break;
                case 1:
                    await client.HalfCloseAsync();
                    break;
                default:
                    await client.SendAsync("x\r\n");
                    await rig.CloseAsync(uuid);
                    break;
            }

            var taken = await pushing.Within();
            var read = (await reading).Replace("x\r\n", "", StringComparison.Ordinal);
            Assert.True(read.Length <= taken * 10, $"{read.Length} bytes of {taken} pushes");
            Assert.Equal(string.Concat(Enumerable.Repeat("0123456789", read.Length / 10)), read);
            await client.Served.Within();
            await client.DisposeAsync();
        }
    }

    // Answers of 1 to 40 KiB and pushes of two callers, read as lines: each is whole.
    [Fact]
    public async Task A_push_is_never_inside_an_answer_nor_inside_another_push()
    {
        const int count = 200;
        await using var rig = await PushRig.StartAsync();
        await using var other = rig.Host.ConnectRpc();
        var (client, uuid) = await rig.ConnectAsync(pauseBytes: 4096);
        await using var end = client;
        rig.Host.Executor.Script = static async (_, body, output, _) =>
        {
            var number = int.Parse(body, provider: null);
            var text = $"a{new string('a', 200 * number)}\n";
            ScriptedExecutor.Write(output, text[..(text.Length / 2)]);
            await Task.Yield();
            ScriptedExecutor.Write(output, text[(text.Length / 2)..]);
            return EventAnswer.Respond;
        };

        var first = PushLinesAsync(rig.Rpc, uuid, 'b', count);
        var second = PushLinesAsync(other, uuid, 'c', count);
        var sending = SendNumbersAsync(client, count);
        var lines = new List<string>();
        var rest = "";
        while (lines.Count < 3 * count)
        {
            var read = await client.Input.ReadAsync(TestContext.Current.CancellationToken).Within();
            var parts = (rest + Encoding.Latin1.GetString(read.Buffer.ToArray())).Split('\n');
            lines.AddRange(parts[..^1]);
            rest = parts[^1];
            client.Input.AdvanceTo(read.Buffer.End);
        }

        await Task.WhenAll(first, second, sending).Within();
        Assert.Equal("", rest);
        Assert.Equal(Enumerable.Range(0, count).Select(static number => $"a{new string('a', 200 * number)}"), lines.Where(static line => line[0] == 'a'));
        Assert.Equal(Enumerable.Range(0, count).Select(static number => $"b{number}{new string('b', 500)}"), lines.Where(static line => line[0] == 'b'));
        Assert.Equal(Enumerable.Range(0, count).Select(static number => $"c{number}{new string('c', 500)}"), lines.Where(static line => line[0] == 'c'));
    }

    private static async Task<int> PushUntilRefusedAsync(MemoryRpc rpc, string uuid)
    {
        var taken = 0;
        while (await PushRig.CallAsync(rpc, "tcp.Write", ("uuid", uuid), ("data", PushRig.Base64("0123456789"))) == 1)
        {
            taken++;
        }

        return taken;
    }

    private static async Task PushLinesAsync(MemoryRpc rpc, string uuid, char letter, int count)
    {
        for (var number = 0; number < count; number++)
        {
            var data = PushRig.Base64($"{letter}{number}{new string(letter, 500)}\n");
            while (await PushRig.CallAsync(rpc, "tcp.Write", ("uuid", uuid), ("data", data)) == 0)
            {
                await Task.Yield();
            }
        }
    }

    private static async Task SendNumbersAsync(MemoryClient client, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await client.SendAsync($"{number}\r\n");
        }
    }
}
