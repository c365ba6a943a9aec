using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Spiral.Goridge.Rpc;

namespace Spiral.RoadRunner.Rpc;

/// <summary>A connection to the server's RPC port that is watched, and made again when it is lost.</summary>
/// <remarks>
/// <para>Thread-safe. One link serves a whole process; typed clients are small and made over it.</para>
/// <para>
/// It fails closed: while there is no connection every call is refused at once, nothing is queued. What was in flight when a connection
/// is lost fails at once with <see cref="ConnectionLostException"/> and is never repeated, since the server may have done it.
/// </para>
/// </remarks>
public sealed partial class RpcLink : IRpcCaller, IFeatureSource, IAsyncDisposable
{
    private readonly RpcLinkOptions _options;
    private readonly ILogger _logger;
    private readonly RpcLinkConnector _connector;
    private readonly RpcLinkRetry _retry;
    private readonly RpcLinkHeartbeat _heartbeat;
    private readonly RpcLinkGate _gate;
    private readonly RpcLinkBoard _board;
    private readonly RpcRestoreHooks _hooks = new();

    private readonly TaskCompletionSource _start = RpcLinkStatus.NewSignal();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _supervision;
    private readonly Lock _closeLock = new();
    private Task? _closing;

    /// <summary>Creates a link; nothing is sent before <see cref="ConnectAsync"/>.</summary>
    /// <param name="options">Settings; null means the defaults, with the address from <c>RR_RPC</c>.</param>
    /// <exception cref="ArgumentException">Two settings contradict each other; the message names them.</exception>
    /// <exception cref="FormatException"><c>RR_RPC</c> is no address.</exception>
    public RpcLink(RpcLinkOptions? options = null)
    {
        _options = options ?? new RpcLinkOptions();
        _options.Validate(nameof(options));
        _logger = _options.Logger ?? NullLogger.Instance;
        _connector = new RpcLinkConnector(_options);
        _retry = new RpcLinkRetry(_options.Retry, _options.TimeProvider, OnWait);
        _heartbeat = new RpcLinkHeartbeat(_options.Heartbeat, _options.TimeProvider, TryDegrade, OnHeard);
        _gate = new RpcLinkGate(_options.MaxInFlight);
        _board = new RpcLinkBoard(new RpcLinkListeners(error => RpcLinkLog.ListenerFailed(_logger, error)), Describe);
        _supervision = SuperviseAsync();
    }

    /// <inheritdoc/>
    public TimeSpan CallTimeout => _options.CallTimeout;

    /// <summary>Gets the state of this moment. Cheap, takes no lock, safe anywhere.</summary>
    public RpcLinkHealth Health => Describe(_board.Current);

    internal TimeProvider TimeProvider => _options.TimeProvider;

    /// <summary>Connects, or waits for the connection that is being made.</summary>
    /// <param name="cancellationToken">Ends the wait, not the attempts.</param>
    /// <returns>
    /// A task that completes when the link is connected: at once if it is, and for all callers together while it is not. Without a limit
    /// of attempts it may wait for ever.
    /// </returns>
    /// <exception cref="LinkClosedException">The link has ended, before or while waiting; the reason is in the exception.</exception>
    /// <exception cref="DrainException">The link is being closed.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public Task ConnectAsync(CancellationToken cancellationToken = default)
    {
        if (_board.TryMoveTo(RpcLinkState.Connecting, status => status with { Phase = RpcReconnectPhase.AttemptingReconnect }))
        {
            _start.TrySetResult();
        }

        var status = _board.Current;
        if (status.State == RpcLinkState.Draining)
        {
            return Task.FromException(new DrainException(nameof(ConnectAsync)));
        }

        return cancellationToken.CanBeCanceled ? status.Connected.Task.WaitAsync(cancellationToken) : status.Connected.Task;
    }

    /// <inheritdoc/>
    /// <exception cref="NotConnectedException">There is no connection now; nothing was sent.</exception>
    /// <exception cref="BackpressureException"><see cref="RpcLinkOptions.MaxInFlight"/> calls are in flight; nothing was sent.</exception>
    /// <exception cref="DrainException">The link is being closed; nothing was sent.</exception>
    /// <exception cref="LinkClosedException">The link has ended; nothing was sent.</exception>
    /// <exception cref="ConnectionLostException">The connection was lost before the reply; the call may have been carried out.</exception>
    /// <exception cref="CommandTimeoutException">No reply came in time; the call may still be carried out.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<TReply> CallAsync<TRequest, TReply>(
        string method,
        TRequest request,
        IRpcCodec<TRequest, TReply> codec,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        var session = Admit(method);
        try
        {
            return await session.CallAsync(method, request, codec, timeout, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Leave();
        }
    }

    /// <inheritdoc/>
    async ValueTask<HostFeatures> IFeatureSource.FeaturesAsync(CancellationToken cancellationToken)
    {
        // A connection that is made again may lead to another server, and has no answer yet.
        var session = Admit("host.Features");
        try
        {
            return await session.FeaturesAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Leave();
        }
    }

    /// <summary>Adds work that every new connection needs before calls go through, such as declaring metrics again. Hooks run one after the other, in order of their adding.</summary>
    /// <param name="hook">Gets a caller over the new connection. If it throws, the attempt has failed and the next one follows.</param>
    /// <returns>Removes the hook when it is disposed.</returns>
    /// <remarks>A hook that is added while the link is connected runs with the next connection.</remarks>
    public IDisposable OnRestore(Func<IRpcCaller, CancellationToken, ValueTask> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return _hooks.Add(hook);
    }

    /// <summary>Adds a listener, which is called with the state of now and then after every change, in order and never at the same time.</summary>
    /// <param name="listener">Has to be quick: it holds up the other listeners. What it throws is logged and disturbs nobody.</param>
    /// <returns>Removes the listener when it is disposed.</returns>
    public IDisposable OnChange(Action<RpcLinkHealth> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        return _board.Add(listener);
    }

    /// <summary>Closes the link: new calls are refused, accepted ones may settle within the time, the rest fails with <see cref="ConnectionLostException"/>.</summary>
    /// <param name="drainTimeout">How long accepted calls may take; null means <see cref="RpcLinkOptions.DrainTimeout"/>, zero not to wait.</param>
    /// <returns>A task that completes when everything is closed. Closing again waits for the same end; the first time limit counts.</returns>
    public Task CloseAsync(TimeSpan? drainTimeout = null)
    {
        var limit = drainTimeout ?? _options.DrainTimeout;
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero, nameof(drainTimeout));
        lock (_closeLock)
        {
            return _closing ??= Task.Run(() => CloseCoreAsync(limit));
        }
    }

    /// <summary>Does what <see cref="CloseAsync"/> does.</summary>
    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);
}
