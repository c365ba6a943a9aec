using System.IO.Pipelines;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>A client's end as a stream. It waits for bytes as a socket does, also while nothing is under way.</summary>
internal sealed class TestClientStream(TcpTestClient client, PipeReader input) : Stream
{
    private readonly Stream _input = input.AsStream(leaveOpen: true);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => _input.Read(buffer, offset, count);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _input.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

#pragma warning disable VSTHRD002 // Sending never waits: the pipe takes everything.
    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();
#pragma warning restore VSTHRD002

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!buffer.IsEmpty && !await client.TrySendAsync(buffer).ConfigureAwait(false))
        {
            throw new IOException("The server has closed the connection.");
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // What is written is there at once.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await client.LeaveAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

#pragma warning disable VSTHRD002 // Nothing is waited for: the pipes are told that nobody reads or writes any more.
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            client.LeaveAsync().AsTask().GetAwaiter().GetResult();
        }

        base.Dispose(disposing);
    }
#pragma warning restore VSTHRD002
}
