namespace Spiral.RoadRunner.Rpc.Tests;

/// <summary>One call of a transcript and what of ours makes it.</summary>
/// <param name="Sequence">The number of the recorded request.</param>
/// <param name="Make">Makes the call; returns what its caller gets to see.</param>
/// <param name="Expected">That, as text; the text of the error for a call that fails.</param>
internal sealed record RecordedCall(uint Sequence, Func<RpcLink, Task<object?>> Make, string Expected)
{
    /// <summary>Plays the recorded server: compares the request byte by byte, answers with the recorded bytes.</summary>
    public async Task PlayAsync(Capture capture)
    {
        var request = Find(capture, CaptureLine.FromClient);
        var reply = Find(capture, CaptureLine.ToClient);
        using var peer = new ScriptedPeer();
        await using var link = new RpcLink(new RpcLinkOptions { Connector = peer.ConnectAsync, FirstSequence = unchecked(Sequence - 1) });
        await link.ConnectAsync(TestContext.Current.CancellationToken).Within();
        peer.Leave(RpcVersionCall.Method);

        var call = Make(link);
        var received = await peer.NextAsync();
        Assert.Equal(Convert.ToHexString(request.Bytes.Span), Convert.ToHexString(received.Frame.Span));

        await received.Connection.SendAsync(reply.Bytes);
        Assert.Equal(Expected, await SeenAsync(call));
    }

    private static async Task<string> SeenAsync(Task<object?> call)
    {
        try
        {
            return Describe(await call.Within());
        }
        catch (RpcException error)
        {
            return error.Text;
        }
    }

    private static string Describe(object? value) => value switch
    {
        null => "",
        IEnumerable<string> texts => string.Join(", ", texts),
        byte[] bytes => $"{bytes.Length} bytes",
        _ => FormattableString.Invariant($"{value}"),
    };

    private CaptureLine Find(Capture capture, string direction) =>
        capture.RpcLines.First(line => line.Direction == direction && SequenceOf(line.Bytes) == Sequence);

    public static uint? SequenceOf(ReadOnlyMemory<byte> bytes)
    {
        // Hand-made damage among the recorded frames has no sequence number.
        try
        {
            return FrameDecoder.TryRead(bytes, RelayDefaults.MaxPayloadBytes, out var frame) ? RpcFrame.Read(frame).Sequence : null;
        }
        catch (FrameFormatException)
        {
            return null;
        }
    }
}
