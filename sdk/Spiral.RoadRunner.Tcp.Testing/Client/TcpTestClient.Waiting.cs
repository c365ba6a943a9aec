using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>How a client waits: until there is enough, or until nothing more can come.</summary>
public sealed partial class TcpTestClient : IIdleListener
{
    private CancellationTokenSource? _limit;

    void IIdleListener.BecameIdle() => _transport.Input.CancelPendingRead();

    private static bool IsSame(in ReadOnlySequence<byte> received, ReadOnlySpan<byte> expected) =>
        received.Length == expected.Length && new SequenceReader<byte>(received).IsNext(expected);

    private byte[] Keep(in ReadOnlySequence<byte> bytes)
    {
        var kept = bytes.ToArray();
        Consume(bytes);
        return kept;
    }

    private void Consume(in ReadOnlySequence<byte> bytes)
    {
        if (Transcript is { } transcript)
        {
            foreach (var part in bytes)
            {
                transcript.Received(part.Span);
            }
        }

        _transport.Input.AdvanceTo(bytes.End);
    }

    /// <summary>Waits for a part of the stream; to be ended with AdvanceTo.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadOnlySequence<byte>> TakeAsync(ReplyCut cut, string wanted)
    {
        while (true)
        {
            // Asked first: what is not there when nothing was under way before, will not come.
            var isIdle = _host.Activity.IsIdle;
            if (!_transport.Input.TryRead(out var read))
            {
                if (isIdle)
                {
                    throw Nothing(wanted);
                }

                if (await WaitAsync().ConfigureAwait(false) is not { } woken)
                {
                    continue;
                }

                read = woken;
            }

            if (cut.TryCut(read.Buffer, read.IsCompleted, out var part))
            {
                return part;
            }

            if (read.IsCompleted)
            {
                throw Nothing(wanted, read);
            }

            _transport.Input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Waits until there are bytes or nothing is under way; null when it was not waited.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult?> WaitAsync()
    {
        if (!_host.Activity.TryListen(this))
        {
            return null;
        }

        if (_limit is null || !_limit.TryReset())
        {
            _limit?.Dispose();
            _limit = new CancellationTokenSource();
        }

        _limit.CancelAfter(_host.HandlerLimit);
        try
        {
            return await _transport.Input.ReadAsync(_limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_limit.IsCancellationRequested)
        {
            throw Failure(string.Create(CultureInfo.InvariantCulture, $"An event has not ended after {_host.HandlerLimit.TotalSeconds:0.###} s. A handler must end; the server kills after exec_ttl. One that waits for time needs AdvanceAsync."));
        }
        finally
        {
            _limit.CancelAfter(Timeout.InfiniteTimeSpan);
            _host.Activity.Unlisten(this);
        }
    }

    /// <summary>What has come so far stays to be read.</summary>
    private TcpTestException Nothing(string wanted)
    {
        // Bytes that were looked at are shown again only to who breaks off.
        _transport.Input.CancelPendingRead();
        return Nothing(wanted, _transport.Input.TryRead(out var read) ? read : default);
    }

    private TcpTestException Nothing(string wanted, in ReadResult read)
    {
        var reason = read.IsCompleted ? "the server has closed the connection" : "everything that was sent has been handled";
        var came = read.Buffer.IsEmpty ? "" : $" Received {Visible.Text(read.Buffer)}.";
        _transport.Input.AdvanceTo(read.Buffer.Start);
        return Failure($"Waited for {wanted}, but {reason}.{came}");
    }

    private async Task WhenServedAsync()
    {
        try
        {
            await _transport.Served.WaitAsync(_host.HandlerLimit, TimeProvider.System).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw _host.Failure(TestStory.NeverEnds(_host.HandlerLimit, [this]));
        }
    }
}
