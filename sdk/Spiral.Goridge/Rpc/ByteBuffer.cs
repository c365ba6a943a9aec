using System.Buffers;

namespace Spiral.Goridge.Rpc;

/// <summary>Bytes that are written once, read once and cleared; the memory stays for the next time unless it has become large.</summary>
/// <remarks>Not thread-safe. What <see cref="Written"/> returned is valid until the next write or <see cref="Clear"/>.</remarks>
internal sealed class ByteBuffer(int initialBytes, int maxKeptBytes) : IBufferWriter<byte>
{
    private byte[] _bytes = [];
    private bool _isRented;

    public int Count { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Count);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - Count);
        Count += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureFree(sizeHint);
        return _bytes.AsMemory(Count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureFree(sizeHint);
        return _bytes.AsSpan(Count);
    }

    public void Clear()
    {
        Count = 0;
        if (_bytes.Length > maxKeptBytes)
        {
            Replace([], isRented: false);
        }
    }

    private void EnsureFree(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        var needed = checked(Count + Math.Max(sizeHint, 1));
        if (needed <= _bytes.Length)
        {
            return;
        }

        // A small buffer is kept for good, so it does not come from the pool.
        var isRented = needed > initialBytes;
        var larger = isRented
            ? ArrayPool<byte>.Shared.Rent((int)Math.Max(needed, Math.Min(2L * _bytes.Length, Array.MaxLength)))
            : GC.AllocateUninitializedArray<byte>(initialBytes);
        _bytes.AsSpan(0, Count).CopyTo(larger);
        Replace(larger, isRented);
    }

    private void Replace(byte[] bytes, bool isRented)
    {
        var previous = _bytes;
        var wasRented = _isRented;
        (_bytes, _isRented) = (bytes, isRented);
        if (wasRented)
        {
            ArrayPool<byte>.Shared.Return(previous);
        }
    }
}
