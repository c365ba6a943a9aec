using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Spiral.Goridge.Rpc.Tests;

/// <summary>Calls per second over loopback. Run it by name: what it finds depends on the machine and on who else uses it.</summary>
public sealed class RpcRateTests
{
    private static readonly byte[] Body = new byte[64];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Sixteen_callers_reach_four_times_the_rate_of_one()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var address = RelayAddress.Tcp("127.0.0.1", ((IPEndPoint)listener.LocalEndPoint!).Port);
        await using var connection = await RpcConnection.ConnectAsync(address, cancellationToken: Token);
        var peer = Task.Run(async () => await EchoAsync(await listener.AcceptAsync(Token)), Token);

        var ratios = new List<double>();
        foreach (var round in Enumerable.Range(0, 6))
        {
            var rates = new List<double>();
            foreach (var callers in new[] { 1, 16, 64 })
            {
                rates.Add(await MeasureAsync(connection, callers));
            }

            ratios.Add(rates[1] / rates[0]);
            TestContext.Current.TestOutputHelper!.WriteLine($"round {round}: 1 caller {rates[0]:f0}/s, 16 callers {rates[1]:f0}/s, 64 callers {rates[2]:f0}/s");
        }

        ratios.Sort();
        Assert.InRange(ratios[ratios.Count / 2], 4, double.MaxValue);
        await connection.DisposeAsync();
        await peer.Within();
    }

    private static async Task<double> MeasureAsync(RpcConnection connection, int callers)
    {
        var calls = 0L;
        var started = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync)));
        return calls / TimeProvider.System.GetElapsedTime(started).TotalSeconds;

        async Task CallAsync()
        {
            var own = 0;
            while (TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(1))
            {
                await connection.CallAsync("a.Echo", 1, EmptyCodec.Instance, Token);
                own++;
            }

            Interlocked.Add(ref calls, own);
        }
    }

    private static async Task EchoAsync(Socket socket)
    {
        using var closing = socket;
        socket.NoDelay = true;
        var received = new byte[256 * 1024];
        var count = 0;
        var replies = new ArrayBufferWriter<byte>();
        while (await socket.ReceiveAsync(received.AsMemory(count), Token) is > 0 and var read)
        {
            count += read;
            var start = 0;
            while (FrameDecoder.TryRead(received.AsMemory(start, count - start), received.Length, out var frame))
            {
                var request = RpcFrame.Read(frame);
                RpcFrame.Write(replies, request.Flags, request.Sequence, request.Method.Span, request.Body.Span);
                start += (int)frame.Header.TotalBytes;
            }

            received.AsSpan(start, count - start).CopyTo(received);
            count -= start;
            await socket.SendAsync(replies.WrittenMemory, Token);
            replies.ResetWrittenCount();
        }
    }

    private sealed class EmptyCodec : IRpcCodec<int, int>
    {
        public static EmptyCodec Instance { get; } = new();

        public FrameFlags Flags => FrameFlags.Raw;

        public void Write(IBufferWriter<byte> writer, int request) => writer.Write(Body);

        public int Read(ReadOnlySpan<byte> body) => body.Length;
    }
}
