using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace RoadRunner.Host.Listening;

/// <summary>A connection whose socket is read only when its bytes are asked for, so that one read of the input is one of the socket.</summary>
/// <remarks>A connection that waits holds no buffer.</remarks>
internal sealed class DirectConnection : DefaultConnectionContext, IConnectionSocketFeature
{
    /// <summary>Creates a connection.</summary>
    /// <param name="socket">The socket; closed with the output.</param>
    /// <param name="readBytes">How many bytes one read takes at least, when there are so many.</param>
    public DirectConnection(Socket socket, int readBytes)
        : base(Guid.NewGuid().ToString("N"))
    {
        Socket = socket;
        LocalEndPoint = socket.LocalEndPoint;
        RemoteEndPoint = socket.RemoteEndPoint;
        var stream = new NetworkStream(socket, ownsSocket: true);
        Transport = new Ends(
            PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: readBytes, leaveOpen: true, useZeroByteReads: true)),
            PipeWriter.Create(stream));
        Features.Set<IConnectionSocketFeature>(this);
    }

    /// <inheritdoc/>
    public Socket Socket { get; }

    /// <inheritdoc/>
    public override void Abort(ConnectionAbortedException abortReason) => Socket.Dispose();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        Socket.Dispose();
        await base.DisposeAsync();
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
