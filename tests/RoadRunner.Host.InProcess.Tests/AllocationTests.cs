using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Host.InProcess.Tests;

/// <summary>Serving itself costs an application next to nothing besides its handlers.</summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTests
{
    [Fact]
    public async Task An_event_that_is_handled_at_once_allocates_nothing()
    {
        const int events = 10_000;
        byte[] answer = [.. "hello\r\n"u8];
        await using var program = StandaloneProgram.Build(app => app.MapServer("main").Handle(_ => TcpReply.Respond(answer)));
        await program.StartAsync(StandaloneProgram.Servers("main"));
        await using var client = await program.ConnectAsync("main");
        var question = new byte[7];
        "12345\r\n"u8.CopyTo(question);
        var reply = new byte[7];
        async Task AskAsync(int times)
        {
            for (var number = 0; number < times; number++)
            {
                await client.WriteAsync(question);
                await client.ReadExactlyAsync(reply);
            }
        }

        await AskAsync(1000).Within();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await AskAsync(events).Within();
        var each = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)events;

        // What is left is the client's and the sockets', and the machine's own now and then.
        Assert.InRange(each, 0, 128);
    }
}
