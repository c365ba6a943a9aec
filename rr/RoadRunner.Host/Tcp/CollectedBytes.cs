using System.Buffers;

namespace RoadRunner.Host.Tcp;

/// <summary>Bytes of several reads, in rented memory. Not thread-safe.</summary>
internal sealed class CollectedBytes : IDisposable
{
    private const int LeastBytes = 4096;

    private byte[] _bytes = [];

    /// <summary>Gets how many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Gets them all, until the next call that changes them.</summary>
    public ReadOnlySequence<byte> All => new(_bytes.AsMemory(0, Count));

    /// <summary>Adds a read.</summary>
    public void Add(in ReadOnlySequence<byte> read)
    {
        var length = checked((int)read.Length);
        if (_bytes.Length - Count < length)
        {
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(2L * Count, Count + (long)length + LeastBytes, Array.MaxLength));
            _bytes.AsSpan(0, Count).CopyTo(larger);
            Return();
            _bytes = larger;
        }

        read.CopyTo(_bytes.AsSpan(Count));
        Count += length;
    }

    /// <summary>Forgets them.</summary>
    public void Clear()
    {
        Return();
        Count = 0;
    }

    public void Dispose() => Clear();

    private void Return()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }
}
