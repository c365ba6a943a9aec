using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>A client of a <see cref="TcpTestHost"/>: what a program with a socket would be.</summary>
/// <remarks>
/// <para>
/// What waits for bytes fails at once when the host has nothing left to do, because then none will come; the message tells what was
/// sent, which worker got it, and what the handlers answered. So send first, then read.
/// </para>
/// <para>Text is UTF-8. For one thread at a time.</para>
/// </remarks>
public sealed partial class TcpTestClient : IAsyncDisposable
{
    // Only a host that is broken takes no connection.
    private static readonly TimeSpan OpenLimit = TimeSpan.FromMinutes(1);

    private readonly TcpTestHost _host;
    private readonly TestTransport _transport;
    private readonly ReadOnlyMemory<byte> _delimiter;
    private readonly SentBytes _sent = new();
    private bool _hasLeft;

    internal TcpTestClient(TcpTestHost host, TestTransport transport, ReadOnlyMemory<byte> delimiter)
    {
        _host = host;
        _transport = transport;
        _delimiter = delimiter;
    }

    /// <summary>Gets the name of the server that the client is connected to, in lower case.</summary>
    public string Server => _transport.Server;

    /// <summary>Gets the address that the application sees.</summary>
    public EndPoint? RemoteEndPoint => _transport.RemoteEndPoint;

    /// <summary>Gets the id of the connection.</summary>
    public string ConnectionUuid { get; private set; } = "";

    /// <summary>Gets what is recorded of the conversation; null when nothing is.</summary>
    public Transcript? Transcript { get; private set; }

    internal bool IsRunning => _transport.History.IsRunning;

    /// <summary>Sends text as it is.</summary>
    /// <param name="text">Sent as UTF-8; no line end is added.</param>
    public ValueTask SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Sends bytes as one piece.</summary>
    /// <param name="bytes">The bytes; copied. With raw framing they become one event, unless the host has not taken earlier ones yet.</param>
    /// <exception cref="TcpTestException">The connection is closed.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (!await TrySendAsync(bytes).ConfigureAwait(false))
        {
            throw Failure($"Cannot send {Visible.Text(bytes.Span)}: the connection is closed.");
        }
    }

    /// <summary>Sends text and CR LF.</summary>
    /// <param name="line">The text without its end.</param>
    public ValueTask SendLineAsync(string line) => SendAsync(line + "\r\n");

    /// <summary>Sends a line and reads the one that answers it.</summary>
    /// <param name="line">The text without its end, which is CR LF.</param>
    /// <returns>The answer without its end.</returns>
    /// <exception cref="TcpTestException">There is no answer.</exception>
    public async Task<string> AskAsync(string line)
    {
        await SendLineAsync(line).ConfigureAwait(false);
        return await ReadLineAsync().ConfigureAwait(false);
    }

    /// <summary>Begins to record what is sent, and what is read.</summary>
    /// <returns>The transcript; the same one at each call. The address and the id of the connection are scrubbed.</returns>
    public Transcript Record()
    {
        if (Transcript is null)
        {
            Transcript = new Transcript().Scrub(Regex.Escape(ConnectionUuid), "{connection}");
            if (RemoteEndPoint?.ToString() is { Length: > 0 } address)
            {
                Transcript.Scrub(Regex.Escape(address), "{client}");
            }
        }

        return Transcript;
    }

    /// <summary>Returns the connection as a stream, for client libraries that bring their own protocol.</summary>
    /// <returns>A stream that waits for bytes as a socket does. Disposing it closes the connection. Not to be mixed with the reading of this class.</returns>
    public Stream GetStream() => new TestClientStream(this, _transport.Input);

    /// <summary>Says that nothing more will be sent; what the host still writes can be read.</summary>
    public ValueTask HalfCloseAsync()
    {
        if (!_sent.HasEnded)
        {
            Transcript?.Closed("client");
        }

        return EndAsync();
    }

    /// <summary>Breaks the connection off, as a reset does: what the host has not taken yet is lost.</summary>
    public async ValueTask AbortAsync()
    {
        _sent.End();
        _transport.Activity.Completing();
        await _transport.Output.CompleteAsync(new Microsoft.AspNetCore.Connections.ConnectionResetException("The client has reset the connection.")).ConfigureAwait(false);
        await _transport.Input.CompleteAsync().ConfigureAwait(false);
        _hasLeft = true;
    }

    /// <summary>Closes the connection and waits for its last event.</summary>
    /// <exception cref="TcpTestException">An event does not end within <see cref="TcpTestHostOptions.HandlerLimit"/>.</exception>
    public async ValueTask DisposeAsync()
    {
        await LeaveAsync().ConfigureAwait(false);
        await WhenServedAsync().ConfigureAwait(false);
        _host.Forget(this);
        _limit?.Dispose();
    }

    /// <summary>Closes both directions.</summary>
    internal async ValueTask LeaveAsync()
    {
        if (!_hasLeft)
        {
            _hasLeft = true;
            await EndAsync().ConfigureAwait(false);
            await _transport.Input.CompleteAsync().ConfigureAwait(false);
        }
    }

    internal async Task WhenOpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            ConnectionUuid = await _transport.Uuid.WaitAsync(OpenLimit, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw Failure("The host did not take the connection.");
        }
    }

    /// <summary>Returns false when the connection is closed.</summary>
    internal async ValueTask<bool> TrySendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_sent.HasEnded)
        {
            throw new InvalidOperationException("The client has said that it sends no more.");
        }

        _sent.Add(bytes.Span);
        Transcript?.Sent(bytes.Span);
        _transport.Activity.Sending(bytes.Length);
        var result = await _transport.Output.WriteAsync(bytes).ConfigureAwait(false);
        return !result.IsCompleted;
    }

    internal TcpTestException Failure(string headline) => _host.Failure(TestStory.Tell(headline, this));

    /// <summary>What was sent and what became of it, one line each.</summary>
    internal IEnumerable<string> Describe()
    {
        yield return _sent.Describe();
        foreach (var line in _transport.History.Describe(_transport.Pool.HandlerOf(Server)))
        {
            yield return line;
        }

        if (_transport.Activity.LeftBytes is > 0 and var left && !_transport.Served.IsCompleted)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{left} bytes are no event yet: the server waits for the delimiter {Visible.Text(_delimiter.Span)}");
        }
    }

    private ValueTask EndAsync()
    {
        if (_sent.HasEnded)
        {
            return ValueTask.CompletedTask;
        }

        _sent.End();
        _transport.Activity.Completing();
        return _transport.Output.CompleteAsync();
    }
}
