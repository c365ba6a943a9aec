using System.IO.Pipelines;
using System.Net.Security;

namespace RoadRunner.Host.Tls;

/// <summary>The plain side of an encrypted transport.</summary>
internal sealed class TlsTransport : IDuplexPipe, IAsyncDisposable
{
    // The largest record of TLS: one read takes what one record brings.
    private const int RecordBytes = 16 * 1024;

    private readonly IDuplexPipe _raw;
    private readonly SslStream _stream;

    private TlsTransport(IDuplexPipe raw, SslStream stream)
    {
        _raw = raw;
        _stream = stream;

        // A client that says nothing costs no buffer.
        Input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: RecordBytes, useZeroByteReads: true, leaveOpen: true));
        Output = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
    }

    /// <inheritdoc/>
    public PipeReader Input { get; }

    /// <inheritdoc/>
    public PipeWriter Output { get; }

    /// <summary>Agrees with a client on the encryption.</summary>
    /// <param name="raw">What goes over the network.</param>
    /// <param name="identity">What the client is shown.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="IOException">The client has gone, or sends what is no TLS.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">There is nothing to agree on.</exception>
    public static async Task<TlsTransport> AcceptAsync(IDuplexPipe raw, TlsIdentity identity, CancellationToken cancellationToken)
    {
        var stream = new SslStream(new DuplexPipeStream(raw), leaveInnerStreamOpen: true);
        try
        {
            await stream.AuthenticateAsServerAsync(identity.CreateOptions(), cancellationToken);
            return new TlsTransport(raw, stream);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says goodbye to the client and completes both directions of the network. The plain side has to be completed before.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _stream.ShutdownAsync();
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or OperationCanceledException)
        {
            // The client was faster.
        }

        await _stream.DisposeAsync();
        await _raw.Output.CompleteAsync();
        await _raw.Input.CompleteAsync();
    }
}
