namespace Spiral.RoadRunner.Tcp.Tests;

/// <summary>The budget of the worker loop: zero bytes per event.</summary>
public sealed class AllocationTests
{
    private const int WarmUp = 2_000;
    private const int Measured = 10_000;

    [Theory]
    [InlineData(LoopKind.Run, RelayTransport.Pipes)]
    [InlineData(LoopKind.Run, RelayTransport.UnixSocket)]
    [InlineData(LoopKind.RunAsync, RelayTransport.Pipes)]
    public Task Event_with_a_constant_answer_allocates_nothing(LoopKind kind, RelayTransport transport) =>
        AssertNothingAllocatedAsync(kind, transport, static (tcp, _) => tcp.Respond("hello\r\n"u8), GoldenFrames.WriteHello);

    [Theory]
    [InlineData(LoopKind.Run, RelayTransport.Pipes)]
    [InlineData(LoopKind.Run, RelayTransport.UnixSocket)]
    [InlineData(LoopKind.RunAsync, RelayTransport.Pipes)]
    public Task Event_whose_body_is_echoed_allocates_nothing(LoopKind kind, RelayTransport transport) =>
        AssertNothingAllocatedAsync(kind, transport, static (tcp, request) => tcp.Respond(request.Body), GoldenFrames.WriteHello);

    [Fact]
    public Task Event_answered_with_text_allocates_nothing() =>
        AssertNothingAllocatedAsync(LoopKind.Run, RelayTransport.Pipes, static (tcp, _) => tcp.Respond("hello\r\n"), GoldenFrames.WriteHello);

    [Fact]
    public Task Event_left_to_the_loop_allocates_nothing() =>
        AssertNothingAllocatedAsync(LoopKind.Run, RelayTransport.Pipes, static (_, _) => { }, GoldenFrames.Continue);

    private static async Task AssertNothingAllocatedAsync(LoopKind kind, RelayTransport transport, Action<TcpWorker, TcpRequest> answer, string expected)
    {
        var golden = Convert.FromHexString(expected);
        byte[][] events = [.. Enumerable.Range(0, 16).Select(connection => RawFrame.Event(Contexts.DataOf(connection), "hello\r\n"u8).ToBytes())];
        await using var rig = new TcpRig(transport);
        var count = 0;
        long before = 0;
        long after = 0;
        var loop = OwnThread.Run(() => Loop(rig.Tcp, kind, request =>
        {
            count++;
            if (count == WarmUp)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }
            else if (count == WarmUp + Measured)
            {
                after = GC.GetAllocatedBytesForCurrentThread();
            }

            answer(rig.Tcp, request);
        })).Unwrap();

        for (var round = 0; round < WarmUp + Measured; round++)
        {
            await rig.Server.SendAsync(events[round % events.Length]);
            Assert.Equal(golden, await rig.Server.ReceiveAsync());
        }

        await rig.Server.SendStopAsync();
        await loop.Within();
        Assert.Equal(WarmUp + Measured, count);

        // Whatever the runtime needs once is no part of an event, each of which would add more than a byte.
        Assert.InRange(after - before, 0, Measured - 1);
    }

    private static Task Loop(TcpWorker tcp, LoopKind kind, Action<TcpRequest> handler)
    {
        if (kind == LoopKind.RunAsync)
        {
            return tcp.RunAsync(request =>
            {
                handler(request);
                return ValueTask.CompletedTask;
            });
        }

        tcp.Run(handler);
        return Task.CompletedTask;
    }
}
