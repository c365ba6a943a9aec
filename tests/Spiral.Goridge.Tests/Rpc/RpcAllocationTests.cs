using System.Buffers;

namespace Spiral.Goridge.Rpc.Tests;

/// <summary>The budget: a typed call on a warm connection allocates nothing of its own; 16 bytes per call are left to the runtime's pools.</summary>
[Collection(nameof(RpcAllocationTests))]
[CollectionDefinition(nameof(RpcAllocationTests), DisableParallelization = true)]
public sealed class RpcAllocationTests
{
    private const int Calls = 20_000;
    private const int BudgetBytesPerCall = 16;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Steady_stream_of_typed_calls_stays_within_its_budget()
    {
        var stream = new EchoStream();
        await using var connection = new RpcConnection(stream);
        using var patience = new CancellationTokenSource();
        await CallAsync(connection, patience.Token);

        var best = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await CallAsync(connection, patience.Token);
            best = Math.Min(best, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        stream.End();
        Assert.InRange(best / Calls, 0, BudgetBytesPerCall);
    }

    private static async Task CallAsync(RpcConnection connection, CancellationToken patience)
    {
        for (var index = 0; index < Calls; index++)
        {
            if (await connection.CallAsync("a.Echo", index, NumberCodec.Instance, patience) != index)
            {
                Assert.Fail($"Call {index} got the answer of another.");
            }
        }
    }

    private sealed class NumberCodec : IRpcCodec<int, int>
    {
        public static NumberCodec Instance { get; } = new();

        public FrameFlags Flags => FrameFlags.Raw;

        public void Write(IBufferWriter<byte> writer, int request)
        {
            BitConverter.TryWriteBytes(writer.GetSpan(sizeof(int)), request);
            writer.Advance(sizeof(int));
        }

        public int Read(ReadOnlySpan<byte> body) => BitConverter.ToInt32(body);
    }
}
