namespace Spiral.Goridge.Tests.Relays;

/// <summary>Keeps what is written and counts the writes.</summary>
internal sealed class WriteCounter : MemoryStream
{
    public int Writes { get; private set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Writes++;
        base.Write(buffer);
    }
}
