namespace Spiral.Goridge.Tests.Relays;

/// <summary>A stream on which everything fails.</summary>
internal sealed class BrokenStream : MemoryStream
{
    public override int Read(Span<byte> buffer) => throw Failure();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromException<int>(Failure());

    public override void Write(ReadOnlySpan<byte> buffer) => throw Failure();

    private static IOException Failure() => new("the cable is cut");
}
