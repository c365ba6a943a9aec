using System.Buffers;
using System.Net.Sockets;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Tcp;

/// <content>How a connection ends that the host closes.</content>
internal sealed partial class TcpConnection
{
    // A client that was held up sends again one round trip after its bytes are taken.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDiscard = TimeSpan.FromSeconds(5);

    /// <summary>Sends the last words of the host.</summary>
    private async ValueTask<ConnectionEnd> SayAsync(ReadOnlyMemory<byte> text, ConnectionEnd end)
    {
        if (!text.IsEmpty)
        {
            Output.Write(text.Span);
            _server.Meter?.Sent(text.Length);
            _watch.Begin(WaitKind.Write);
            await Output.FlushAsync();
        }

        return end;
    }

    /// <summary>Takes what a client is still sending to a connection that is about to be closed: until it is quiet, but not for long.</summary>
    /// <remarks>
    /// The system answers bytes that nobody has read with a reset, which takes from the client the answers that are on their way to it.
    /// Go does not care, so neither does its framing.
    /// </remarks>
    private async ValueTask DiscardInputAsync(ConnectionEnd end)
    {
        if (_isGo || Volatile.Read(ref _closing) is not null || !(end == ConnectionEnd.TooLarge ? TransportEnd.HasSocket(_transport) : IsSending()))
        {
            return;
        }

        _watch.End();
        var time = _watch.Time;
        var began = time.GetTimestamp();
        using var quiet = new CancellationTokenSource(Quiet, time);
        try
        {
            while (Volatile.Read(ref _closing) is null && time.GetElapsedTime(began) < LongestDiscard)
            {
                var read = await Input.ReadAsync(quiet.Token);
                Input.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return;
                }

                quiet.CancelAfter(Quiet);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or SocketException)
        {
            // It is quiet, or gone.
        }
    }

    /// <summary>Returns whether there are bytes of the client that nobody has looked at; false without a socket.</summary>
    private bool IsSending()
    {
        if (!TransportEnd.HasSocket(_transport))
        {
            return false;
        }

        if (!Input.TryRead(out var read))
        {
            return TransportEnd.HasUnreadBytes(_transport);
        }

        Input.AdvanceTo(read.Buffer.End);
        return !read.IsCompleted && (!read.Buffer.IsEmpty || TransportEnd.HasUnreadBytes(_transport));
    }

    /// <summary>Closes the socket, then says so. The answer to a Close event means nothing.</summary>
    private async Task CloseAsync(bool hasCloseEvent)
    {
        _pushes.Close();

        // A transport may send its last bytes only when it is completed.
        _watch.Begin(WaitKind.Write);
        await TransportEnd.CompleteAsync(_transport.Transport);
        _watch.End();
        if (hasCloseEvent)
        {
            _executor.Direct = DirectAnswer.No;
            var began = BeginEvent(ConnectionEventKind.Close, bytes: 0);
            await _executor.ExecuteAsync(ConnectionEventKind.Close, ReadOnlySequence<byte>.Empty);
            EndEvent(ConnectionEventKind.Close, began);
        }
    }
}
