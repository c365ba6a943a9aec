namespace Spiral.Goridge.Tests.Relays;

/// <summary>A relay under test and the raw streams of its peer.</summary>
/// <param name="relay">The relay.</param>
/// <param name="toRelay">What the peer writes here, the relay receives.</param>
/// <param name="fromRelay">What the relay sends, the peer reads here.</param>
/// <param name="others">More to dispose with the wire.</param>
public sealed class Wire(Relay relay, Stream toRelay, Stream fromRelay, params IDisposable[] others) : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TestLimit.Generous);

    public Relay Relay { get; } = relay;

    public Stream ToRelay { get; } = toRelay;

    public void PeerWrites(ReadOnlySpan<byte> bytes)
    {
        ToRelay.Write(bytes);
        ToRelay.Flush();
    }

    public async Task<byte[]> PeerReads(int count)
    {
        var bytes = new byte[count];
        await fromRelay.ReadExactlyAsync(bytes).Within();
        return bytes;
    }

    public void PeerLeaves()
    {
        ToRelay.Dispose();
        fromRelay.Dispose();
    }

    /// <summary>Receives without blocking the test: on a thread of its own, or with a token, since without one a pipe is read by the caller.</summary>
    public Task<Frame?> Receive(bool blocking = true) => blocking
        ? Task.Run(() => Relay.TryReceive(out var frame) ? frame : (Frame?)null).Within()
        : Relay.ReceiveAsync(_limit.Token).Within();

    /// <summary>Waits until bytes that the peer has written are seen by the relay.</summary>
    public void WaitForFrame() => Assert.True(SpinWait.SpinUntil(() => Relay.HasFrame, TestLimit.Generous), "the relay sees no frame");

    public void Dispose()
    {
        PeerLeaves();
        Relay.Dispose();
        foreach (var other in others)
        {
            other.Dispose();
        }

        _limit.Dispose();
    }
}
