using System.Buffers;
using System.IO.Pipelines;

namespace RoadRunner.Host.Tcp;

/// <summary>An answer that is being made: it becomes part of a connection's output as a whole or not at all.</summary>
/// <remarks>
/// What fits into the memory that the output has at hand is written there and only counted at the end; more than that is collected
/// in rented memory and copied. Not thread-safe.
/// </remarks>
internal sealed class StagedOutput(PipeWriter output) : IBufferWriter<byte>
{
    private byte[]? _rented;
    private Memory<byte> _memory;
    private int _written;

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _memory.Length - _written);
        _written += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        var needed = Math.Max(sizeHint, 1);
        if (_memory.Length - _written < needed)
        {
            Grow(needed);
        }

        return _memory[_written..];
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Adds what was written to the output; it is not flushed.</summary>
    public void Commit()
    {
        if (_rented is not null)
        {
            output.Write(_rented.AsSpan(0, _written));
        }
        else if (_written > 0)
        {
            output.Advance(_written);
        }

        Discard();
    }

    /// <summary>Forgets what was written.</summary>
    public void Discard()
    {
        _memory = default;
        _written = 0;
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }
    }

    private void Grow(int needed)
    {
        if (_memory.IsEmpty)
        {
            _memory = output.GetMemory(needed);
            return;
        }

        // The output may take its memory back when it is asked for more, so what is in it has to move first.
        var length = Math.Max((long)_written + needed, Math.Min(2L * _memory.Length, Array.MaxLength));
        var larger = ArrayPool<byte>.Shared.Rent(checked((int)length));
        _memory.Span[.._written].CopyTo(larger);
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }

        _rented = larger;
        _memory = larger;
    }
}
