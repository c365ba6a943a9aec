using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Collects the bytes of one answer. Reusable; not safe for several threads at once.</summary>
public sealed class TcpAnswerBuffer : IBufferWriter<byte>, IDisposable
{
    private const int LeastBytes = 256;

    private byte[] _bytes = [];

    /// <summary>Gets how many bytes were written.</summary>
    public int Length { get; private set; }

    /// <summary>Gets the bytes; gone after <see cref="Reset"/>.</summary>
    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, Length);

    /// <summary>Gets the bytes; gone after <see cref="Reset"/>.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - Length);
        Length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    /// <summary>Forgets the bytes and gives their memory back.</summary>
    public void Reset()
    {
        Length = 0;
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }

    /// <summary>Does what <see cref="Reset"/> does.</summary>
    public void Dispose() => Reset();

    private void Reserve(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        if (sizeHint > Array.MaxLength - Length)
        {
            throw new ArgumentOutOfRangeException(nameof(sizeHint), sizeHint, $"The answer has {Length} bytes and can have {Array.MaxLength} at most.");
        }

        var needed = Length + Math.Max(sizeHint, 1);
        if (needed <= _bytes.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(needed, LeastBytes), (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        WrittenSpan.CopyTo(larger);
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = larger;
    }
}
