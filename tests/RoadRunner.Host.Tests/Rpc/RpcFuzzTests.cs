using System.Buffers.Binary;
using RoadRunner.Host.Rpc.Services;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Rpc;

/// <summary>Random and mutated frames: the server answers or closes that connection, stays up, and keeps nothing.</summary>
/// <remarks>Alone, because it measures the heap of the process.</remarks>
[Collection(nameof(RpcFuzzTests))]
[CollectionDefinition(nameof(RpcFuzzTests), DisableParallelization = true)]
public sealed class RpcFuzzTests
{
    private const int Frames = 200_000;
    private const int Seed = 20261120;
    private const int FramesPerConnection = 200;
    private const long MaxGrowthBytes = 48 * 1024 * 1024;

    private static readonly string[] Methods = ["rpc.Version", "rpc.Config", "tcp.Close", "informer.List", "informer.Workers", "informer.Jobs", "host.Features", "resetter.List", "nope.Nope", "x", ""];

    private static readonly byte[][] Bodies = [[], [.. "true"u8], [.. "\"tcp\""u8], [.. "{\"a\":[1,2"u8], [.. "[[[[[[[["u8], [0xc3], [0xa3, 0x74, 0x63, 0x70], [0xdf, 0xff, 0xff, 0xff, 0xff], [0x0a, 0x7f], [3, 2, 0, 1], [6, 12, 0, 3, 0x74, 0x63, 0x70]];

    [Fact]
    public async Task The_server_survives_200000_random_and_mutated_frames()
    {
        var pool = new FakeWorkers(2);
        await using var server = await RpcServerUnderTest.StartAsync(
            RpcService.Create("{}"),
            TcpService.Create(static _ => { }),
            InformerService.Create(pool, TimeProvider.System),
            HostService.Create(new HostFeatures("N", "1", Push: false, [], []), static () => []));
        using var bystander = await server.ConnectAsync();
        await bystander.CallAsync("rpc.Version", "true");
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var random = new Random(Seed);
        var (sent, connections) = (0, 0);
        while (sent < Frames)
        {
            connections++;
            sent += await SendOneConnectionAsync(server, random, Math.Min(FramesPerConnection, Frames - sent));
        }

        Assert.Equal("\"2025.1.15\"", await bystander.CallAsync("rpc.Version", "true"));
        var after = GC.GetTotalMemory(forceFullCollection: true);
        TestContext.Current.SendDiagnosticMessage($"{sent} frames on {connections} connections; heap {before} before, {after} after");
        Assert.InRange(after - before, long.MinValue, MaxGrowthBytes);
        var lines = server.Log.Records.Where(static record => !record.StartsWith("Debug", StringComparison.Ordinal)).ToList();
        Assert.All(lines, static line => Assert.StartsWith("Warning rpc: The RPC connection of ", line, StringComparison.Ordinal));
        Assert.InRange(lines.Count, 1, connections);
    }

    /// <summary>Sends frames until one may have ended the connection, and reads whatever is answered.</summary>
    private static async Task<int> SendOneConnectionAsync(RpcServerUnderTest server, Random random, int most)
    {
        using var client = await server.ConnectAsync();
        var bytes = new List<byte>();
        var frames = 0;
        var isSound = true;
        while (isSound && frames < most)
        {
            bytes.AddRange(Next(random, out isSound));
            frames++;
        }

        await client.SendAsync(bytes.ToArray());
        client.HalfClose();
        while (await client.ReadFrameAsync() is { } answer)
        {
            Assert.True(FrameDecoder.TryRead(answer.AsMemory(), RelayDefaults.MaxPayloadBytes, out var frame));
            Assert.Equal(2, frame.OptionCount);
        }

        return frames;
    }

    private static byte[] Next(Random random, out bool isSound)
    {
        var frame = RpcTestClient.Frame((FrameFlags)random.Next(256), (uint)random.Next(), Methods[random.Next(Methods.Length)], Bodies[random.Next(Bodies.Length)]);
        isSound = true;
        switch (random.Next(100))
        {
            case 0:
                // Anything at all.
                random.NextBytes(frame);
                isSound = false;
                break;
            case 1:
                // A flipped bit, which may be one that nobody looks at.
                frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
                isSound = false;
                break;
            case 2:
                // A sound header that promises more, or less, than there is.
                new FrameHeader((FrameFlags)frame[1], StreamFlags.None, random.Next(FrameHeader.MaxOptions + 1), (uint)random.Next(1 << random.Next(31))).WriteTo(frame);
                isSound = false;
                break;
            case 3:
                // A method name that is longer than the payload, or ends inside a character.
                BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(16), (uint)random.Next(300));
                isSound = false;
                break;
            case < 30:
                // A sound frame around nonsense.
                random.NextBytes(frame.AsSpan(20));
                break;
            default:
                break;
        }

        return frame;
    }
}
