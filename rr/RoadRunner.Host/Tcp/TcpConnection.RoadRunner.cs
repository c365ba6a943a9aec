using System.Buffers;

namespace RoadRunner.Host.Tcp;

/// <content>The rules of Go RoadRunner: what one read brings decides.</content>
internal sealed partial class TcpConnection
{
    /// <summary>Returns whether workers are not told of an end: events that failed, and the stop of the server.</summary>
    private static bool IsSilent(ConnectionEnd end) => end == ConnectionEnd.ByFailure || end == ConnectionEnd.Drained || end == ConnectionEnd.Aborted;

    /// <summary>Returns why reading ended.</summary>
    private async ValueTask<ConnectionEnd> ReadAsGoAsync()
    {
        using var collected = new CollectedBytes();
        await SendPushesAsync();
        while (!Volatile.Read(ref _isDraining))
        {
            var read = await Input.ReadAsync();
            if (Volatile.Read(ref _closing) is { } closing)
            {
                LeavePushes();
                return closing;
            }

            if (_mayBlock)
            {
                // A thread of the sockets must not be kept by the executor.
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            }

            if (!read.Buffer.IsEmpty)
            {
                if (await TakeAsGoAsync(collected, read.Buffer.Slice(0, Math.Min(read.Buffer.Length, _server.MaxReadBytes))) is { } end)
                {
                    return end;
                }
            }
            else if (read.IsCompleted)
            {
                return await EndAsGoAsync(collected);
            }
            else
            {
                Input.AdvanceTo(read.Buffer.End);
            }

            await SendPushesAsync();
            await AwaitNextMessageAsync();
        }

        LeavePushes();
        return await SayAsync(_server.Farewell, ConnectionEnd.Drained);
    }

    /// <summary>Does what one read leads to.</summary>
    /// <returns>Why reading ends; null when it goes on.</returns>
    private async ValueTask<ConnectionEnd?> TakeAsGoAsync(CollectedBytes collected, ReadOnlySequence<byte> bytes)
    {
        if (bytes.Length < _server.Delimiter.Length)
        {
            HostLog.PayloadTooSmall(_logger, Uuid, _identity.RemoteAddress, _server.Name);
            return ConnectionEnd.TooSmall;
        }

        if (collected.Count + bytes.Length > _server.MaxMessageBytes)
        {
            return await RefuseMessageAsync();
        }

        collected.Add(bytes);
        var isWhole = EndsWithDelimiter(bytes);
        Input.AdvanceTo(bytes.End);
        if (isWhole)
        {
            WishDirectAnswer(isLast: true);
            var keeps = await ExecuteAsync(ConnectionEventKind.Data, collected.All);
            collected.Clear();
            return keeps ? Volatile.Read(ref _closing) : EndOfEvent();
        }

        if (_watch.Kind == WaitKind.Idle)
        {
            _watch.Begin(WaitKind.Message);
        }

        return null;
    }

    /// <summary>The client sends nothing more. What has come since the last delimiter is an event between two Close events.</summary>
    private async ValueTask<ConnectionEnd> EndAsGoAsync(CollectedBytes collected)
    {
        if (collected.Count > 0)
        {
            await ExecuteAsync(ConnectionEventKind.Close, ReadOnlySequence<byte>.Empty);
            if (!await ExecuteAsync(ConnectionEventKind.Data, collected.All))
            {
                return EndOfEvent();
            }
        }

        return ConnectionEnd.ByClient;
    }

    private bool EndsWithDelimiter(in ReadOnlySequence<byte> bytes)
    {
        var delimiter = _server.Delimiter;
        var tail = bytes.Slice(bytes.Length - delimiter.Length);
        return tail.IsSingleSegment ? tail.FirstSpan.SequenceEqual(delimiter.Span) : tail.ToArray().AsSpan().SequenceEqual(delimiter.Span);
    }
}
