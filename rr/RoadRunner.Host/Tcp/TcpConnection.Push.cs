using System.Buffers;
using System.IO.Pipelines;

namespace RoadRunner.Host.Tcp;

/// <summary>Bytes that come without an event. Only the loop writes to the client, so a push is never inside an answer and never waits for another connection.</summary>
internal sealed partial class TcpConnection
{
    // A client that does not read has this much taken on, and the rest waits in memory that all connections of a push share.
    private const int PushPartBytes = 64 * 1024;

    private readonly PushQueue _pushes = new();

    /// <summary>Gets the name of its server, in lower case.</summary>
    public string Server => _server.Name;

    /// <summary>Has bytes sent to the client: at once when no event is under way, otherwise behind its answer. Never waits; safe to call from any thread.</summary>
    /// <param name="data">The bytes; nobody changes them.</param>
    /// <returns>False when the connection is ending, or its client has not read what was sent before (<see cref="PushLimits"/>). True says that they are sent if the connection lives on.</returns>
    public bool Push(ReadOnlyMemory<byte> data)
    {
        if (!_pushes.TryAdd(data, out var isFirst))
        {
            return false;
        }

        if (isFirst)
        {
            Input.CancelPendingRead();
        }

        return true;
    }

    /// <summary>Nothing more is to reach the client, be it an answer or a push.</summary>
    private void CutOff()
    {
        _executor.DropAnswers();
        _pushes.Close();
        TransportEnd.ShutDown(_transport);
    }

    /// <summary>Sends what waits.</summary>
    private ValueTask SendPushesAsync() => _pushes.IsEmpty ? default : SendWaitingPushesAsync();

    private async ValueTask SendWaitingPushesAsync()
    {
        while (Volatile.Read(ref _closing) is null && _pushes.TryTake(out var data))
        {
            await SendPushAsync(data);
        }

        await FlushPushesAsync();
    }

    private async ValueTask SendPushAsync(ReadOnlyMemory<byte> data)
    {
        while (!data.IsEmpty)
        {
            var part = data[..Math.Min(data.Length, PushPartBytes)];
            Output.Write(part.Span);
            data = data[part.Length..];
            if (Output.UnflushedBytes >= PushPartBytes && !await FlushPushesAsync())
            {
                return;
            }
        }
    }

    /// <summary>Returns false when the client takes nothing any more; then nothing waits either.</summary>
    private async ValueTask<bool> FlushPushesAsync()
    {
        if (Output.UnflushedBytes == 0)
        {
            return true;
        }

        _server.Meter?.Sent(Output.UnflushedBytes);
        var flushed = await FlushAsync(_watch.Kind);
        if (flushed.IsCompleted || flushed.IsCanceled)
        {
            _pushes.Close();
            return false;
        }

        return true;
    }

    /// <summary>Sends what is in the output; what the client does not take at once is waited for.</summary>
    /// <param name="then">What is waited for afterwards.</param>
    private ValueTask<FlushResult> FlushAsync(WaitKind then)
    {
        var flush = Output.FlushAsync();
        return flush.IsCompleted ? flush : AwaitFlushAsync(flush, then);
    }

    private async ValueTask<FlushResult> AwaitFlushAsync(ValueTask<FlushResult> flush, WaitKind then)
    {
        _watch.Begin(WaitKind.Write);

        // From here on a close from outside must not wait for the client. Whoever closes gives the reason first and looks at the
        // mark after it, so one of the two sees the other.
        Interlocked.Exchange(ref _isExecuting, true);
        if (Volatile.Read(ref _closing) is not null)
        {
            TransportEnd.ShutDown(_transport);
        }

        var flushed = await flush;
        _watch.Begin(then);
        Volatile.Write(ref _isExecuting, false);
        return flushed;
    }

    /// <summary>Puts what waits into the output, which is about to be closed and sends it then, if the client takes it.</summary>
    private void LeavePushes()
    {
        while (_pushes.TryTake(out var data))
        {
            Output.Write(data.Span);
        }
    }
}
