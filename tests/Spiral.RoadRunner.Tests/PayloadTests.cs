namespace Spiral.RoadRunner.Tests;

public sealed class PayloadTests
{
    public static TheoryData<string, byte[]> Parts => new()
    {
        { "context", "body"u8.ToArray() },
        { "", "body only"u8.ToArray() },
        { "context only", [] },
        { "", [] },
        { "nul\0in\0context", [0, 0, 1, 0] },
        { "all bytes", [.. Enumerable.Range(0, 256).Select(value => (byte)value)] },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Payload_is_split_at_the_option(string context, byte[] body)
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync(RawFrame.Event(context, body));

        var payload = await rig.NextAsync();

        Assert.Equal(System.Text.Encoding.UTF8.GetBytes(context), payload!.Value.Context.ToArray());
        Assert.Equal(body, payload.Value.Body.ToArray());
    }

    [Fact]
    public async Task Payload_that_arrives_byte_by_byte_is_whole()
    {
        await using var rig = new WorkerRig();
        var next = rig.NextBodyAsync();

        foreach (var value in RawFrame.Event("x", "in pieces"u8).ToBytes())
        {
            await rig.Server.SendAsync(new[] { value });
        }

        Assert.Equal("in pieces", await next);
    }

    [Fact]
    public async Task Payloads_that_arrive_together_come_one_by_one()
    {
        await using var rig = new WorkerRig();
        await rig.Server.SendAsync((byte[])[.. RawFrame.Event("x", "one"u8).ToBytes(), .. RawFrame.Event("x", "two"u8).ToBytes()]);

        Assert.Equal("one", await rig.NextBodyAsync());
        rig.Worker.Respond("CONTINUE"u8, []);
        Assert.Equal("two", await rig.NextBodyAsync());
    }

    [Theory]
    [InlineData(RelayTransport.InMemory)]
    [InlineData(RelayTransport.Pipes)]
    [InlineData(RelayTransport.UnixSocket)]
    [InlineData(RelayTransport.Tcp)]
    public async Task Payload_of_20_MiB_goes_both_ways(RelayTransport transport)
    {
        const int Size = 20 * 1024 * 1024;
        var body = new byte[Size];
        new Random(7).NextBytes(body);
        await using var rig = new WorkerRig(transport);
        var loop = OwnThread.Run(() =>
        {
            var payload = rig.Worker.WaitPayload();
            rig.Worker.Respond("WRITE"u8, payload!.Value.Body.Span);
        });

        await rig.Server.SendAsync(RawFrame.Event("x", body));
        var answer = RawFrame.Parse(await rig.Server.ReceiveAsync());
        await loop.Within();

        Assert.Equal([5u], answer.Options);
        Assert.True(answer.Body.Span.SequenceEqual(body));
    }
}
