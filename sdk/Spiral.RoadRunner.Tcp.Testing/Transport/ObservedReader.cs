using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>The host's reader of a connection; tells when the host waits and how far it has looked.</summary>
internal sealed class ObservedReader(PipeReader inner, ConnectionActivity activity) : PipeReader
{
    private ReadOnlySequence<byte> _buffer;

    public override bool TryRead(out ReadResult result)
    {
        var hasRead = inner.TryRead(out result);
        if (hasRead)
        {
            Note(result);
        }

        return hasRead;
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var read = inner.ReadAsync(cancellationToken);
        if (!read.IsCompletedSuccessfully)
        {
            activity.Waiting();
            return AwaitAsync(read);
        }

#pragma warning disable VSTHRD103 // The task has ended.
        var result = read.Result;
#pragma warning restore VSTHRD103
        Note(result);
        return new ValueTask<ReadResult>(result);
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        activity.Consumed(_buffer.Slice(0, consumed).Length);
        _buffer = default;
        inner.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead()
    {
        activity.Cancelling();
        inner.CancelPendingRead();
    }

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> AwaitAsync(ValueTask<ReadResult> read)
    {
        try
        {
            var result = await read.ConfigureAwait(false);
            Note(result);
            return result;
        }
        catch
        {
            activity.Woken(bytes: null, isComplete: true);
            throw;
        }
    }

    private void Note(in ReadResult result)
    {
        _buffer = result.Buffer;
        activity.Woken(result.Buffer.Length, result.IsCompleted);
    }
}
