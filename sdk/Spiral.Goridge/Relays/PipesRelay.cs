using Microsoft.Win32.SafeHandles;

namespace Spiral.Goridge;

/// <summary>A relay over two pipe handles, one for each direction.</summary>
/// <remarks>Reads and writes go straight to the operating system; nothing is buffered in between.</remarks>
public sealed class PipesRelay : Relay
{
    private readonly FileStream _input;
    private readonly FileStream _output;

    /// <summary>Creates a relay that owns the handles.</summary>
    /// <param name="input">The read end of the pipe that the peer writes to; disposed with the relay.</param>
    /// <param name="output">The write end of the pipe that the peer reads from; disposed with the relay.</param>
    /// <param name="options">Settings; null means the defaults.</param>
    public PipesRelay(SafeFileHandle input, SafeFileHandle output, RelayOptions? options = null)
        : base(options)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        _input = new FileStream(input, FileAccess.Read, bufferSize: 0);
        _output = new FileStream(output, FileAccess.Write, bufferSize: 0);
    }

    /// <inheritdoc/>
    protected override bool PrefersBlockingReads => true;

    /// <summary>Opens the standard streams of this process as they are, without a guard around them.</summary>
    internal static PipesRelay OpenStandardStreams(RelayOptions? options) =>
        new(StandardHandles.OpenInput(), StandardHandles.OpenOutput(), options);

    /// <inheritdoc/>
    protected override int Read(Span<byte> buffer) => _input.Read(buffer);

    /// <inheritdoc/>
    protected override ValueTask<int> ReadAsync(Memory<byte> buffer) =>

        // A pipe has no asynchronous read; the wait gets a thread of its own, so that it does not starve the pool.
        new(Task.Factory.StartNew(
            () => Read(buffer.Span),
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default));

    /// <inheritdoc/>
    protected override void Write(ReadOnlySpan<byte> bytes) => _output.Write(bytes);

    /// <inheritdoc/>
    protected override bool IsDataAvailable() => PipePeek.HasData(_input.SafeFileHandle);

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
