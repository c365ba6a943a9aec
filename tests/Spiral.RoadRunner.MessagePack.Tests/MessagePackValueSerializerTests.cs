using System.Buffers;
using MessagePack;
using Spiral.RoadRunner.Tcp.Hosting;
using Spiral.RoadRunner.Tcp.Testing;

namespace Spiral.RoadRunner.MessagePack.Tests;

public sealed class MessagePackValueSerializerTests
{
    [Fact]
    public void Value_is_written_as_the_specification_says()
    {
        var writer = new ArrayBufferWriter<byte>();
        new MessagePackValueSerializer<Visits>().Write(writer, new Visits { Count = 300, Names = ["a"] });

        // An array of two: uint 16, an array of one string.
        Assert.Equal("92cd012c91a161", Convert.ToHexStringLower(writer.WrittenSpan));
    }

    [Theory]
    [InlineData("92cd012c91a161", 300)]
    [InlineData("91cd012c", 300)]
    [InlineData("93cd012c91a161c0", 300)]
    public void Value_of_another_build_is_read(string stored, int count) =>
        Assert.Equal(count, new MessagePackValueSerializer<Visits>().Read(Convert.FromHexString(stored)).Count);

    [Fact]
    public void Nesting_that_would_exhaust_the_stack_is_refused()
    {
        var nested = Enumerable.Repeat((byte)0x91, 100_000).Append((byte)0x90).ToArray();

        Assert.Throws<MessagePackSerializationException>(() => new MessagePackValueSerializer<Node>().Read(nested));
    }

    [Fact]
    public async Task Session_in_a_shared_storage_outlives_the_event_on_every_worker()
    {
        await using var host = await TcpTestHost.StartAsync(
            static builder =>
            {
                builder.UseKeyValueSessions("sessions");
                var app = builder.Build();
                app.MapServer("main").UseLines().UseSession(new MessagePackValueSerializer<Visits>()).Handle(static async context =>
                {
                    var visits = await context.GetSession<Visits>().GetAsync();
                    visits.Names.Add(context.GetText());
                    visits.Count++;
                    return TcpReply.Respond($"{visits.Count} {string.Join(',', visits.Names)}\r\n");
                });
                return app;
            },
            static options => options.Workers = 3);
        var client = await host.ConnectAsync();

        Assert.Equal("1 a", await client.AskAsync("a"));
        Assert.Equal("2 a,b", await client.AskAsync("b"));
        Assert.Equal("3 a,b,c", await client.AskAsync("c"));
        Assert.Equal("4 a,b,c,d", await client.AskAsync("d"));
    }

    [Fact]
    public void Two_serializers_for_the_session_of_one_server_are_refused()
    {
        var builder = TcpApplication.CreateBuilder();
        var server = builder.Build().MapServer("main").UseSession(new MessagePackValueSerializer<Visits>());

        var error = Assert.Throws<InvalidOperationException>(() => server.UseSession(new MessagePackValueSerializer<Node>()));

        Assert.Equal("The session of the server main is a Visits already, it cannot be a Node as well.", error.Message);
    }

    [MessagePackObject]
    public sealed class Visits
    {
        [Key(0)]
        public int Count { get; set; }

        [Key(1)]
        public List<string> Names { get; set; } = [];
    }

    [MessagePackObject]
    public sealed class Node
    {
        [Key(0)]
        public Node? Next { get; set; }
    }
}
