using System.Runtime.CompilerServices;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>What a client reads and expects.</summary>
public sealed partial class TcpTestClient
{
    private static readonly byte[] LineFeed = [(byte)'\n'];

    /// <summary>Reads a line.</summary>
    /// <returns>The text without its end, which is LF or CR LF.</returns>
    /// <exception cref="TcpTestException">There is none, and none will come.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<string> ReadLineAsync()
    {
        var bytes = await TakeAsync(new ReplyCut(ReplyCutKind.Until, LineFeed), "a line").ConfigureAwait(false);
        var line = Encoding.UTF8.GetString(bytes);
        Consume(bytes);
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
    public async ValueTask<byte[]> ReadBytesToEndAsync()
    {
        var bytes = Keep(await TakeAsync(ReplyCut.End, "the end of the connection").ConfigureAwait(false));
        Transcript?.Closed("server");
        return bytes;
    }

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
            Consume(received);
            throw Failure($"Expected {wanted}, received {text}.");
        }

        Consume(received);
    }

    /// <summary>Expects that the server closes the connection without another byte, and waits for its last event.</summary>
    /// <exception cref="TcpTestException">It stays open, or something else comes first.</exception>
    public async ValueTask ExpectClosedAsync()
    {
        var rest = Keep(await TakeAsync(ReplyCut.End, "the end of the connection").ConfigureAwait(false));
        Transcript?.Closed("server");
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
}
