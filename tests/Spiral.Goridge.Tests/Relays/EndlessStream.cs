namespace Spiral.Goridge.Tests.Relays;

/// <summary>Gives the same bytes with every read, without allocating.</summary>
internal sealed class EndlessStream(byte[] bytes) : MemoryStream
{
    public override int Read(Span<byte> buffer)
    {
        bytes.CopyTo(buffer);
        return bytes.Length;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
}
