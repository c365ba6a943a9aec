using System.Net;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>Events that are handled inside the host's process.</summary>
public sealed class ExecutorTests
{
    [Fact]
    public async Task A_connection_gets_Connected_then_its_messages_then_one_Close()
    {
        await using var host = await MemoryHost.StartAsync();
        await using (var client = host.Connect(remote: new IPEndPoint(IPAddress.Parse("10.1.2.3"), 4567)))
        {
            await client.SendAsync("a\r\nb\r\nc\r");
            await client.ExpectAsync("a\r\nb\r\n");
            await client.SendAsync("\n");
            await client.ExpectAsync("c\r\n");
        }

        Assert.Equal(["Connected", @"Data a\r\n", @"Data b\r\n", @"Data c\r\n", "Close"], host.Executor.Texts);
        Assert.All(host.Executor.Seen, static seen => Assert.Equal(("main", "10.1.2.3:4567"), (seen.Server, seen.RemoteAddress)));
        Assert.True(Guid.TryParseExact(host.Executor.Seen.Select(static seen => seen.Uuid).Distinct().Single(), "D", out _));
    }

    [Fact]
    public async Task Bytes_before_a_half_close_are_a_message_that_is_answered()
    {
        await using var host = await MemoryHost.StartAsync();
        await using var client = host.Connect();
        await client.SendAsync("tail");
        await client.HalfCloseAsync();

        Assert.Equal("tail", await client.ReadToEndAsync());
        await client.Served.Within();
        Assert.Equal(["Connected", "Data tail", "Close"], host.Executor.Texts);
        Assert.Equal("@", host.Executor.Seen[0].RemoteAddress);
    }

    [Theory]
    [InlineData("read", "", true)]
    [InlineData("respond", "x", true)]
    [InlineData("respondclose", "x", false)]
    [InlineData("close", "", false)]
    [InlineData("throw", "", false)]
    [InlineData("nonsense", "", false)]
    public async Task Each_answer_sends_what_it_says_and_nothing_else(string message, string sent, bool stays)
    {
        await using var host = await MemoryHost.StartAsync();
        host.Executor.Script = static (connectionEvent, body, output, _) =>
        {
            // Written in every case; sent only when the answer says so.
            ScriptedExecutor.Write(output, "x");
            return ValueTask.FromResult(body switch
            {
                "respond\r\n" => EventAnswer.Respond,
                "respondclose\r\n" => EventAnswer.RespondClose,
                "close\r\n" => EventAnswer.Close,
                "throw\r\n" => throw new InvalidOperationException("on purpose"),
                "nonsense\r\n" => (EventAnswer)17,
                _ => EventAnswer.Read,
            });
        };
        await using var client = host.Connect();
        await using var other = host.Connect();
        await client.SendAsync($"{message}\r\n");
        if (stays)
        {
            await client.HalfCloseAsync();
        }

        Assert.Equal(sent, await client.ReadToEndAsync());
        await client.Served.Within();
        Assert.Equal(ConnectionEventKind.Close, host.Executor.Seen[^1].Kind);
        await other.SendAsync("respond\r\n");
        await other.ExpectAsync("x");
    }

    [Fact]
    public async Task An_executor_that_throws_ends_its_connection_with_a_record_that_has_the_stack()
    {
        await using var host = await MemoryHost.StartAsync();
        host.Executor.Script = static async (connectionEvent, _, output, _) =>
        {
            await Task.Yield();
            return connectionEvent.Kind == ConnectionEventKind.Data ? throw new InvalidOperationException("on purpose") : EventAnswer.Read;
        };
        await using var client = host.Connect();
        await client.SendAsync("x\r\n");
        Assert.Equal("", await client.ReadToEndAsync());
        await client.Served.Within();

        Assert.Equal(["Connected", @"Data x\r\n", "Close"], host.Executor.Texts);
        var record = Assert.Single(host.Log.Records, static record => record.StartsWith("Warning tcp: ", StringComparison.Ordinal));
        Assert.Contains("is closed, DATA failed: on purpose System.InvalidOperationException: on purpose", record, StringComparison.Ordinal);
        Assert.Contains(nameof(ExecutorTests), record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_executor_that_throws_at_Connected_is_told_about_the_close()
    {
        await using var host = await MemoryHost.StartAsync();
        host.Executor.Script = static (connectionEvent, _, _, _) =>
            connectionEvent.Kind == ConnectionEventKind.Connected ? throw new IOException("on purpose") : ValueTask.FromResult(EventAnswer.Read);
        await using var client = host.Connect();

        Assert.Equal("", await client.ReadToEndAsync());
        await client.Served.Within();
        Assert.Equal(["Connected", "Close"], host.Executor.Texts);
    }

    [Fact]
    public async Task What_is_written_at_Close_goes_nowhere()
    {
        await using var host = await MemoryHost.StartAsync();
        host.Executor.Script = static (_, _, output, _) =>
        {
            ScriptedExecutor.Write(output, new string('x', 100_000));
            return ValueTask.FromResult(EventAnswer.RespondClose);
        };
        await using var client = host.Connect();

        Assert.Equal(100_000, (await client.ReadToEndAsync()).Length);
        await client.Served.Within();
        Assert.Equal(["Connected", "Close"], host.Executor.Texts);
        Assert.DoesNotContain(host.Log.Records, static record => record.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_of_many_pieces_arrives_whole()
    {
        await using var host = await MemoryHost.StartAsync();
        var answer = string.Concat(Enumerable.Range(0, 60_000).Select(static number => (char)('a' + (number % 26))));
        host.Executor.Script = (connectionEvent, _, output, _) =>
        {
            var rest = answer;
            for (var length = 1; rest.Length > 0; length++)
            {
                length = Math.Min(length, rest.Length);
                ScriptedExecutor.Write(output, rest[..length]);
                rest = rest[length..];
            }

            return ValueTask.FromResult(connectionEvent.Kind == ConnectionEventKind.Data ? EventAnswer.Respond : EventAnswer.Read);
        };
        await using var client = host.Connect();
        await client.SendAsync("go\r\n");
        await client.ExpectAsync(answer);
        await client.SendAsync("go\r\n");
        await client.ExpectAsync(answer);
    }

    [Fact]
    public async Task A_connection_keeps_what_the_executor_gave_it()
    {
        await using var host = await MemoryHost.StartAsync();
        host.Executor.Script = static (connectionEvent, _, output, _) =>
        {
            connectionEvent.State = connectionEvent.State is int count ? count + 1 : 0;
            ScriptedExecutor.Write(output, $"{connectionEvent.State}");
            return ValueTask.FromResult(EventAnswer.Respond);
        };
        await using var client = host.Connect();
        await using var other = host.Connect();
        await client.SendAsync("a\r\nb\r\n");
        await client.ExpectAsync("012");
        await other.ExpectAsync("0");
    }
}
