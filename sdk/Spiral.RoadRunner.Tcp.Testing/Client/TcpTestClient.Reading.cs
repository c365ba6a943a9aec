using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>What a client reads and expects.</summary>
public sealed partial class TcpTestClient : IIdleListener
{
    private CancellationTokenSource? _limit;

    /// <summary>Reads a line.</summary>
    /// <returns>The text without its end, which is LF or CR LF.</returns>
    /// <exception cref="TcpTestException">There is none, and none will come.</exception>
    public async ValueTask<string> ReadLineAsync()
    {
        var bytes = await TakeAsync(new ReplyCut(ReplyCutKind.Until, "\n"u8.ToArray()), "a line").ConfigureAwait(false);
        var line = Encoding.UTF8.GetString(bytes);
        _transport.Input.AdvanceTo(bytes.End);
        return line.AsSpan().EndsWith("\r\n") ? line[..^2] : line[..^1];
    }

    /// <summary>Reads a number of bytes.</summary>
    /// <param name="count">How many; not negative.</param>
    /// <exception cref="TcpTestException">There are less, and no more will come.</exception>
    public async ValueTask<byte[]> ReadAsync(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return count == 0 ? [] : Keep(await TakeAsync(ReplyCut.Count(count), $"{count} bytes").ConfigureAwait(false));
    }

    /// <summary>Reads as far as a text.</summary>
    /// <param name="end">What is waited for; not empty.</param>
    /// <returns>What came, <paramref name="end"/> included.</returns>
    /// <exception cref="TcpTestException">It has not come, and will not.</exception>
    public async ValueTask<string> ReadUntilAsync(string end)
    {
        ArgumentException.ThrowIfNullOrEmpty(end);
        var bytes = Encoding.UTF8.GetBytes(end);
        return Encoding.UTF8.GetString(Keep(await TakeAsync(new ReplyCut(ReplyCutKind.Until, bytes), $"something that ends with {Visible.Text(bytes)}").ConfigureAwait(false)));
    }

    /// <summary>Reads what comes until the server closes the connection.</summary>
    /// <exception cref="TcpTestException">The server does not.</exception>
    public async ValueTask<string> ReadToEndAsync() => Encoding.UTF8.GetString(await ReadBytesToEndAsync().ConfigureAwait(false));

    /// <summary>Reads what comes until the server closes the connection.</summary>
    /// <exception cref="TcpTestException">The server does not.</exception>
    public async ValueTask<byte[]> ReadBytesToEndAsync() => Keep(await TakeAsync(ReplyCut.End, "the end of the connection").ConfigureAwait(false));

    /// <summary>Expects the next bytes.</summary>
    /// <param name="text">What they are, in UTF-8.</param>
    /// <exception cref="TcpTestException">They are others, or there are less.</exception>
    public ValueTask ExpectAsync(string text) => ExpectAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Expects the next bytes.</summary>
    /// <param name="bytes">What they are.</param>
    /// <exception cref="TcpTestException">They are others, or there are less.</exception>
    public async ValueTask ExpectAsync(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        var wanted = Visible.Text(bytes.Span);
        var received = await TakeAsync(ReplyCut.Expected(bytes), wanted).ConfigureAwait(false);
        if (!IsSame(received, bytes.Span))
        {
            var text = Visible.Text(received);
            _transport.Input.AdvanceTo(received.End);
            throw Failure($"Expected {wanted}, received {text}.");
        }

        _transport.Input.AdvanceTo(received.End);
    }

    /// <summary>Expects that the server closes the connection without another byte, and waits for its last event.</summary>
    /// <exception cref="TcpTestException">It stays open, or something else comes first.</exception>
    public async ValueTask ExpectClosedAsync()
    {
        var rest = Keep(await TakeAsync(ReplyCut.End, "the end of the connection").ConfigureAwait(false));
        if (rest.Length > 0)
        {
            throw Failure($"Expected the end of the connection, received {Visible.Text(rest)} before it.");
        }

        await WhenServedAsync().ConfigureAwait(false);
    }

    /// <summary>Expects that everything that was sent has been handled and nothing is there to be read, on an open connection.</summary>
    /// <exception cref="TcpTestException">Something came, or the connection was closed.</exception>
    public async ValueTask ExpectSilenceAsync()
    {
        await _host.WhenIdleAsync().ConfigureAwait(false);
        if (!_transport.Input.TryRead(out var read))
        {
            return;
        }

        var text = Visible.Text(read.Buffer);
        var (isEmpty, isCompleted) = (read.Buffer.IsEmpty, read.IsCompleted);
        _transport.Input.AdvanceTo(read.Buffer.Start);
        if (!isEmpty)
        {
            throw Failure($"Expected silence, received {text}.");
        }

        if (isCompleted)
        {
            throw Failure("Expected silence, but the connection is closed.");
        }
    }

    void IIdleListener.BecameIdle() => _transport.Input.CancelPendingRead();

    private static bool IsSame(in ReadOnlySequence<byte> received, ReadOnlySpan<byte> expected) =>
        received.Length == expected.Length && new SequenceReader<byte>(received).IsNext(expected);

    private byte[] Keep(in ReadOnlySequence<byte> bytes)
    {
        var kept = bytes.ToArray();
        _transport.Input.AdvanceTo(bytes.End);
        return kept;
    }

    /// <summary>Waits for a part of the stream; to be ended with AdvanceTo.</summary>
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
                    throw Nothing(wanted, default, isCompleted: false);
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

            if (read.IsCompleted || (isIdle && !read.IsCanceled))
            {
                var text = read.Buffer.ToArray();
                _transport.Input.AdvanceTo(read.Buffer.Start);
                throw Nothing(wanted, text, read.IsCompleted);
            }

            _transport.Input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Waits until there are bytes or nothing is under way; null when it was not waited.</summary>
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

    private TcpTestException Nothing(string wanted, byte[]? received, bool isCompleted)
    {
        var reason = isCompleted ? "the server has closed the connection" : "everything that was sent has been handled";
        var came = received is { Length: > 0 } ? $" Received {Visible.Text(received)}." : "";
        return Failure($"Waited for {wanted}, but {reason}.{came}");
    }
}
