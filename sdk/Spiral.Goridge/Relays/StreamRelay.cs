using System.IO.Pipes;

namespace Spiral.Goridge;

/// <summary>A relay over streams of your own: pipes of a child process, a TLS stream, an in-memory pair in a test.</summary>
public sealed class StreamRelay : Relay
{
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly Func<bool>? _isDataAvailable;

    /// <summary>Creates a relay that owns the streams.</summary>
    /// <param name="input">Frames of the peer; disposed with the relay.</param>
    /// <param name="output">Frames to the peer; disposed with the relay. May be the same stream as <paramref name="input"/>.</param>
    /// <param name="options">Settings; null means the defaults.</param>
    /// <param name="isDataAvailable">
    /// Says whether a read would return at once. Without it <see cref="Relay.HasFrame"/> looks into an input that is a
    /// <see cref="PipeStream"/> by itself, and knows only the frames that are already buffered of any other.
    /// </param>
    public StreamRelay(Stream input, Stream output, RelayOptions? options = null, Func<bool>? isDataAvailable = null)
        : base(options)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        _input = input;
        _output = output;
        _isDataAvailable = isDataAvailable ?? (input is PipeStream pipe ? () => PipePeek.HasData(pipe.SafePipeHandle) : null);
    }

    /// <inheritdoc/>
    protected override int Read(Span<byte> buffer) => _input.Read(buffer);

    /// <inheritdoc/>
    protected override ValueTask<int> ReadAsync(Memory<byte> buffer) => _input.ReadAsync(buffer);

    /// <inheritdoc/>
    protected override void Write(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _output.Flush();
    }

    /// <inheritdoc/>
    protected override bool IsDataAvailable() => _isDataAvailable?.Invoke() ?? false;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _output.Dispose();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }
}
