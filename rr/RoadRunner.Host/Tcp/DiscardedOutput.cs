using System.Buffers;

namespace RoadRunner.Host.Tcp;

/// <summary>Takes bytes that nobody is sent.</summary>
internal sealed class DiscardedOutput : IBufferWriter<byte>
{
    private const int LeastBytes = 256;

    private byte[] _buffer = [];

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length);
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        if (_buffer.Length < Math.Max(sizeHint, 1))
        {
            _buffer = new byte[Math.Max(sizeHint, LeastBytes)];
        }

        return _buffer;
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
