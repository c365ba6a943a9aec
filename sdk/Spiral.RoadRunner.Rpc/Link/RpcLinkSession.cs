using System.Runtime.CompilerServices;
using Spiral.Goridge;
using Spiral.Goridge.Rpc;

namespace Spiral.RoadRunner.Rpc;

/// <summary>One connection of a link, and what its errors mean to the callers of the link.</summary>
/// <param name="connection">Owned by the session.</param>
/// <param name="callTimeout">For calls that say nothing else.</param>
/// <param name="onHeard">Called after each reply.</param>
/// <param name="onLost">Called before the first caller learns of the end, so that nobody sees the state lag behind.</param>
internal sealed class RpcLinkSession(RpcConnection connection, TimeSpan callTimeout, Action<RpcLinkSession> onHeard, Action<RpcLinkSession> onLost)
    : IRpcCaller, IFeatureSource, IAsyncDisposable
{
    private Exception? _loss;
    private HostFeatures? _features;

    public RpcConnection Connection => connection;

    public string ServerVersion { get; init; } = "";

    public TimeSpan CallTimeout => callTimeout;

    /// <summary>Gets why the connection has ended.</summary>
    public Exception Loss => _loss ?? (Exception?)connection.CloseReason ?? new RelayClosedException("The link closed the connection.");

    /// <inheritdoc/>
    public async ValueTask<HostFeatures> FeaturesAsync(CancellationToken cancellationToken)
    {
        // Several may ask at the same time at first; a connection has one server, so they all get the same answer.
        return _features ??= await new ServerClient(this).FeaturesAsync(cancellationToken).ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<TReply> CallAsync<TRequest, TReply>(
        string method,
        TRequest request,
        IRpcCodec<TRequest, TReply> codec,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        var limit = timeout ?? callTimeout;
        try
        {
            var reply = await connection.CallAsync(method, request, codec, limit, cancellationToken).ConfigureAwait(false);
            onHeard(this);
            return reply;
        }
        catch (Exception error) when (error is RpcException or RpcBodyException)
        {
            onHeard(this);
            throw;
        }
        catch (RpcTimeoutException error)
        {
            throw new CommandTimeoutException(method, limit, error);
        }
        catch (RelayClosedException)
        {
            onLost(this);
            throw new ConnectionLostException(method, Loss);
        }
    }

    /// <summary>Gives the connection up, for the reason given; calls in flight fail at once.</summary>
    public async ValueTask FailAsync(Exception reason)
    {
        _loss = reason;
        onLost(this);
        await DisposeAsync().ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
