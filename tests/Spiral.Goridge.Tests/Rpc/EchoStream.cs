using System.Threading.Tasks.Sources;

namespace Spiral.Goridge.Rpc.Tests;

/// <summary>A stream that returns what is written to it, one write at a time, without allocating: a request is a legal reply.</summary>
internal sealed class EchoStream : Stream, IValueTaskSource<int>
{
    private readonly Lock _lock = new();
    private readonly byte[] _bytes = new byte[64 * 1024];
    private ManualResetValueTaskSourceCore<int> _read = new() { RunContinuationsAsynchronously = true };
    private Memory<byte>? _waiting;
    private int _count;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_count > 0)
            {
                return new ValueTask<int>(Take(buffer));
            }

            _read.Reset();
            _waiting = buffer;
            return new ValueTask<int>(this, _read.Version);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            buffer.Span.CopyTo(_bytes.AsSpan(_count));
            _count += buffer.Length;
            if (_waiting is { } waiting)
            {
                _waiting = null;
                _read.SetResult(Take(waiting));
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Ends the stream for its reader.</summary>
    public void End()
    {
        lock (_lock)
        {
            Assert.NotNull(_waiting);
            _read.SetResult(0);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public int GetResult(short token) => _read.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _read.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private int Take(Memory<byte> buffer)
    {
        var count = Math.Min(_count, buffer.Length);
        _bytes.AsSpan(0, count).CopyTo(buffer.Span);
        _bytes.AsSpan(count, _count - count).CopyTo(_bytes);
        _count -= count;
        return count;
    }
}
