using Spiral.Goridge;
using Spiral.Goridge.Rpc;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Makes one connection: socket, handshake. Tells failures that are worth another attempt from those that are not.</summary>
internal sealed class RpcLinkConnector
{
    // Places for the calls of the link itself: heartbeat, handshake, hooks.
    private const int OwnCalls = 64;

    private readonly RpcLinkOptions _options;
    private readonly RelayAddress? _address;
    private readonly RpcConnectionOptions _connectionOptions;

    public RpcLinkConnector(RpcLinkOptions options)
    {
        _options = options;
        _address = options.Connector is null ? options.GetAddress() : null;
        _connectionOptions = new RpcConnectionOptions
        {
            CallTimeout = options.CallTimeout,
            MaxInFlight = options.MaxInFlight + OwnCalls,
            MaxPayloadBytes = options.MaxPayloadBytes,
            FirstSequence = options.FirstSequence,
            TimeProvider = options.TimeProvider,
        };
    }

    /// <summary>Gets where the link leads, for logs.</summary>
    public string Target => _address?.ToString() ?? "the stream of the connector";

    /// <summary>Connects and asks for the version.</summary>
    /// <exception cref="RpcHandshakeException">It is no use to try again.</exception>
    public async ValueTask<(RpcConnection Connection, string Version)> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return (connection, await ShakeHandsAsync(connection, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async ValueTask<string> ShakeHandsAsync(RpcConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            var version = await connection.CallAsync(RpcVersionCall.Method, RpcVersionCall.Argument, RpcVersionCall.Codec, cancellationToken).ConfigureAwait(false);
            return version ?? "";
        }
        catch (RpcTimeoutException error)
        {
            throw new RpcHandshakeException(RpcLinkEndReason.HandshakeTimeout, error);
        }
        catch (Exception error) when (error is RpcException or RpcBodyException || connection.CloseReason is FrameFormatException)
        {
            throw new RpcHandshakeException(RpcLinkEndReason.HandshakeProtocolFailure, error);
        }
    }

    private async ValueTask<RpcConnection> OpenAsync(CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(_options.CallTimeout, _options.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return _options.Connector is { } connector
                ? new RpcConnection(await connector(both.Token).ConfigureAwait(false), _connectionOptions)
                : await RpcConnection.ConnectAsync(_address!, _connectionOptions, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RelayClosedException($"Connecting to {Target} took longer than {_options.CallTimeout.TotalSeconds} s.", error);
        }
    }
}
