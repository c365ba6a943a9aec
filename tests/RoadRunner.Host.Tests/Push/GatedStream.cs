using System.IO.Pipelines;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Push;

/// <summary>A stream over two pipes whose written bytes are held back until a test lets some of them go.</summary>
internal sealed class GatedStream(PipeReader input, PipeWriter output) : Stream
{
    private readonly MemoryStream _held = new();

    /// <summary>Gets or sets a value indicating whether written bytes are held back.</summary>
    public bool Holds { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Lets the first bytes that are held back go, or all of them.</summary>
    /// <param name="count">How many; null means all.</param>
    public async Task ReleaseAsync(int? count = null)
    {
        var bytes = _held.ToArray();
        var length = count ?? bytes.Length;
        _held.SetLength(0);
        _held.Write(bytes.AsSpan(length));
        await output.WriteAsync(bytes.AsMemory(0, length), TestContext.Current.CancellationToken).Within();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => input.AsStream(leaveOpen: true).ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Holds)
        {
            _held.Write(buffer.Span);
        }
        else
        {
            await output.WriteAsync(buffer, cancellationToken);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _held.Dispose();
        base.Dispose(disposing);
    }
}
