using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Bytes that only grow at their end: whole pieces under keys of their own, and the last few here, so that adding costs no more than what is added.</summary>
/// <param name="name">The name; empty for the leftover of the framing.</param>
internal sealed class SpoolState(string name)
{
    /// <summary>Up to here the last bytes stay in the record, to be written again with it; what is longer becomes a piece, which costs a key.</summary>
    public const int InlineBytes = 256;

    /// <summary>The largest piece.</summary>
    public const int PieceBytes = 256 * 1024;

    private readonly ArrayBufferWriter<byte> _tail = new();

    public string Name { get; } = name;

    /// <summary>Gets or sets which life of the spool this is: pieces of an earlier one may still be around.</summary>
    public int Generation { get; set; }

    /// <summary>Gets or sets the number of pieces that are stored.</summary>
    public int Pieces { get; set; }

    /// <summary>Gets or sets how many bytes they have.</summary>
    public long StoredBytes { get; set; }

    /// <summary>Gets or sets the first bytes of all, as many as a framer may want to know.</summary>
    public byte[] Head { get; set; } = [];

    /// <summary>Gets or sets the last bytes of the stored pieces, as many as a framer may want to know.</summary>
    public byte[] StoredTail { get; set; } = [];

    /// <summary>Gets the bytes that are not stored as a piece.</summary>
    public ReadOnlyMemory<byte> Tail => _tail.WrittenMemory;

    public long Length => StoredBytes + _tail.WrittenCount;

    /// <summary>Gets a value indicating whether there is more at the end than the record should hold.</summary>
    public bool IsFull => _tail.WrittenCount > InlineBytes;

    public void Append(in ReadOnlySequence<byte> bytes)
    {
        foreach (var memory in bytes)
        {
            Append(memory.Span);
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var missing = Math.Min(TcpLeftover.KnownBytes - Head.Length, bytes.Length);
        if (missing > 0)
        {
            Head = [.. Head, .. bytes[..missing]];
        }

        _tail.Write(bytes);
    }

    /// <summary>Takes the end of the spool out as pieces that are to be stored.</summary>
    /// <param name="key">Makes the key of a piece.</param>
    /// <param name="pieces">Gets them; they are borrowed until the next change of the spool.</param>
    public void TakePieces(Func<SpoolState, int, string> key, List<KeyValuePair<string, ReadOnlyMemory<byte>>> pieces)
    {
        var bytes = _tail.WrittenMemory.ToArray().AsMemory();
        StoredTail = Known(bytes.Span);
        StoredBytes += bytes.Length;
        _tail.ResetWrittenCount();
        while (!bytes.IsEmpty)
        {
            var length = Math.Min(bytes.Length, PieceBytes);
            pieces.Add(new KeyValuePair<string, ReadOnlyMemory<byte>>(key(this, Pieces++), bytes[..length]));
            bytes = bytes[length..];
        }
    }

    /// <summary>Forgets everything; the caller deletes the pieces.</summary>
    public void Clear()
    {
        Generation++;
        Pieces = 0;
        StoredBytes = 0;
        Head = [];
        StoredTail = [];
        _tail.ResetWrittenCount();
    }

    /// <summary>Describes the bytes to a framer.</summary>
    public TcpLeftover Describe(Span<byte> scratch)
    {
        var tail = _tail.WrittenSpan;
        if (StoredBytes == 0 || tail.Length >= TcpLeftover.KnownBytes)
        {
            return new TcpLeftover(Length, Head, tail);
        }

        StoredTail.CopyTo(scratch);
        tail.CopyTo(scratch[StoredTail.Length..]);
        return new TcpLeftover(Length, Head, scratch[..(StoredTail.Length + tail.Length)]);
    }

    /// <summary>The stored pieces and what is behind them may both be short.</summary>
    private byte[] Known(ReadOnlySpan<byte> added) => added.Length >= TcpLeftover.KnownBytes
        ? added[^TcpLeftover.KnownBytes..].ToArray()
        : [.. StoredTail.AsSpan(Math.Max(0, StoredTail.Length + added.Length - TcpLeftover.KnownBytes)), .. added];
}
