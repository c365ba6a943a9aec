using System.Globalization;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>What a client has sent, as far as a message has room for it; keeps its memory.</summary>
internal sealed class SentBytes
{
    private const int KeptBytes = 256;

    private readonly byte[] _last = new byte[KeptBytes];
    private long _total;
    private int _lastLength;

    public bool HasEnded { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        _total += bytes.Length;
        _lastLength = bytes.Length;
        bytes[..Math.Min(bytes.Length, KeptBytes)].CopyTo(_last);
    }

    public void End() => HasEnded = true;

    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"sent {_total} bytes{(_total == 0 ? "" : $", last {Visible.Text(_last.AsSpan(0, Math.Min(_lastLength, KeptBytes)), _lastLength)}")}{(HasEnded ? ", then the end" : "")}");
}
