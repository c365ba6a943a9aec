using System.Buffers;
using System.Buffers.Binary;

namespace Spiral.Goridge.Rpc.Tests;

public sealed class RpcLoadTests
{
    private const int Callers = 100;
    private const int CallsEach = 1000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hundred_callers_get_their_own_answers_from_a_peer_that_shuffles()
    {
        var (connection, peer) = ScriptedPeer.Connect(new RpcConnectionOptions { CallTimeout = Timeout.InfiniteTimeSpan });
        await using var first = connection;
        await using var second = peer;
        var answering = Task.Run(() => AnswerShuffledAsync(peer), Token);

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(connection, caller), Token))).Within();

        await answering.Within();
        Assert.Equal(0, connection.InFlight);
    }

    [Fact]
    public async Task Callers_that_lose_their_patience_never_get_the_answer_of_another()
    {
        var (connection, peer) = ScriptedPeer.Connect(new RpcConnectionOptions { CallTimeout = Timeout.InfiniteTimeSpan });
        await using var first = connection;
        var answering = Task.Run(() => AnswerUntilEndAsync(peer), Token);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(caller => Task.Run(() => CallImpatientlyAsync(connection, caller), Token))).Within();

        await connection.DisposeAsync();
        await answering.Within();
        await peer.DisposeAsync();
    }

    private static async Task CallAsync(RpcConnection connection, int caller)
    {
        var body = new byte[8];
        for (var index = 0; index < CallsEach; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(body, caller);
            BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(4), index);
            var reply = await connection.CallAsync("a.Echo", FrameFlags.Raw, body, Token);
            Assert.True(reply.Body.Span.SequenceEqual(body), $"caller {caller}, call {index}");
        }
    }

    private static async Task CallImpatientlyAsync(RpcConnection connection, int caller)
    {
        var random = new Random(caller);
        for (var index = 0; index < 500; index++)
        {
            var body = new byte[8];
            random.NextBytes(body);
            using var patience = new CancellationTokenSource();
            var call = connection.CallAsync("a.Echo", FrameFlags.Raw, body, patience.Token);
            var giveUp = random.Next(2) == 0 ? Task.Run(patience.Cancel, Token) : Task.CompletedTask;
            try
            {
                Assert.Equal(body, (await call).Body.ToArray());
            }
            catch (OperationCanceledException)
            {
                Assert.True(patience.IsCancellationRequested);
            }

            await giveUp;
        }
    }

    private static async Task AnswerShuffledAsync(ScriptedPeer peer)
    {
        var random = new Random(7);
        var held = new List<RpcMessage>();
        for (var left = Callers * CallsEach; left > 0;)
        {
            held.Add(await peer.ReceiveAsync());
            while (peer.TryReceive(out var request))
            {
                held.Add(request);
            }

            var answered = held.ToArray();
            held.Clear();
            random.Shuffle(answered);

            // One answer is overtaken by later ones, as long as some other caller will go on and send another request.
            if (answered.Skip(1).Any(request => BinaryPrimitives.ReadInt32LittleEndian(request.Body.Span[4..]) < CallsEach - 1))
            {
                held.Add(answered[0]);
                answered = answered[1..];
            }

            await AnswerAsync(peer, answered);
            left -= answered.Length;
        }
    }

    private static async Task AnswerUntilEndAsync(ScriptedPeer peer)
    {
        try
        {
            while (true)
            {
                var request = await peer.ReceiveAsync();
                await peer.ReplyAsync(request, request.Body.Span);
            }
        }
        catch (EndOfStreamException)
        {
            // All callers are done.
        }
    }

    private static async Task AnswerAsync(ScriptedPeer peer, RpcMessage[] requests)
    {
        var frames = new ArrayBufferWriter<byte>();
        foreach (var request in requests)
        {
            RpcFrame.Write(frames, request.Flags, request.Sequence, request.Method.Span, request.Body.Span);
        }

        await peer.SendAsync(frames.WrittenMemory);
    }
}
