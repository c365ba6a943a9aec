namespace Spiral.RoadRunner.Rpc;

/// <summary>Client connections of the TCP servers, from outside a worker's turn.</summary>
/// <param name="caller">The link.</param>
/// <remarks>Thread-safe.</remarks>
public sealed class TcpServiceClient(IRpcCaller caller)
{
    /// <summary>Closes a client connection. Its worker gets the close event as if the client had left.</summary>
    /// <param name="connectionUuid">The connection, as the worker's request names it. An unknown one is no error: it may have left just now.</param>
    /// <param name="cancellationToken">Gives the call up; the connection may be closed all the same.</param>
    /// <remarks>Throws what <see cref="IRpcCaller.CallAsync"/> throws.</remarks>
    public async ValueTask CloseAsync(string connectionUuid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connectionUuid);
        await caller.CallAsync("tcp.Close", connectionUuid, RpcCodecs.TextToBoolean, timeout: null, cancellationToken).ConfigureAwait(false);
    }
}
