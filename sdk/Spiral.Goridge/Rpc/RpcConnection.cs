using System.Runtime.CompilerServices;

namespace Spiral.Goridge.Rpc;

/// <summary>One connection to an RPC server, shared by any number of concurrent callers.</summary>
/// <remarks>
/// <para>
/// Thread-safe. Calls are told apart by their sequence numbers and answered in any order. Requests that come together leave
/// together. A connection is never repaired: when it has ended, make another one. Calls in flight then fail at once with
/// <see cref="RelayClosedException"/> and are never repeated; whether the server has carried them out is not known.
/// </para>
/// <para>
/// Giving a call up, by its token or its timeout, leaves the connection as it is: the late reply is dropped by its number, which is
/// not used again before. A call that waits for room (<see cref="RpcConnectionOptions.MaxInFlight"/>) and gives up is never sent.
/// </para>
/// <para>The connection ends when the peer closes it, when reading or writing fails, when the peer sends what is no reply, or by <see cref="DisposeAsync"/>.</para>
/// </remarks>
public sealed class RpcConnection : IAsyncDisposable
{
    private readonly RpcConnectionOptions _options;
    private readonly RpcCallTable _table;
    private readonly RpcCallPool _calls;
    private readonly RpcWire _wire;

    /// <summary>Starts a connection over a stream.</summary>
    /// <param name="stream">
    /// A connected duplex stream whose reads and writes can be canceled and run at the same time; disposed with the connection.
    /// </param>
    /// <param name="options">Settings; null means the defaults.</param>
    public RpcConnection(Stream stream, RpcConnectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _options = options ?? new RpcConnectionOptions();
        var outbox = new RpcOutbox();
        _table = new RpcCallTable(_options, outbox);
        _calls = new RpcCallPool(_table, _options);
        _wire = new RpcWire(stream, _options, _table, outbox);

        // The loops outlive the caller by far; they must not keep his logging scope or trace alive.
        using (ExecutionContext.SuppressFlow())
        {
            Completion = _wire.RunAsync();
        }
    }

    /// <summary>Gets how many calls have been sent and wait for their reply.</summary>
    public int InFlight => _table.InFlight;

    /// <summary>Gets how many calls wait for room and have not been sent.</summary>
    public int Waiting => _table.Waiting;

    /// <summary>Gets how many replies came after their callers had given up, and were dropped.</summary>
    public long LateReplies => _table.LateReplies;

    /// <summary>Gets when the last bytes came, or when the connection was made: a <see cref="TimeProvider.GetTimestamp"/> of the clock in the options.</summary>
    public long LastReceived => _wire.LastReceived;

    /// <summary>Gets a task that completes when the connection has ended and its stream is closed. It never fails; see <see cref="CloseReason"/>.</summary>
    public Task Completion { get; }

    /// <summary>
    /// Gets why the connection has ended: <see cref="RelayClosedException"/> when the peer is gone, <see cref="FrameFormatException"/>
    /// when it sent what is no reply; null while the connection lives and when it was disposed.
    /// </summary>
    public GoridgeException? CloseReason => _wire.CloseReason;

    /// <summary>Connects to an RPC server, with one attempt.</summary>
    /// <param name="address">A <c>tcp</c> or <c>unix</c> address, as in <c>RR_RPC</c>; an empty host means loopback.</param>
    /// <param name="options">Settings; null means the defaults.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="RelayClosedException">Nobody answered.</exception>
    /// <exception cref="ArgumentException">The address is the one of the standard streams.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public static async ValueTask<RpcConnection> ConnectAsync(
        RelayAddress address,
        RpcConnectionOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Kind == RelayKind.Pipes)
        {
            throw new ArgumentException("An RPC connection needs a tcp or unix address.", nameof(address));
        }

        return new RpcConnection(await RpcSocket.ConnectAsync(address, cancellationToken).ConfigureAwait(false), options);
    }

    /// <summary>Calls a method with an encoded argument, within <see cref="RpcConnectionOptions.CallTimeout"/>.</summary>
    /// <inheritdoc cref="CallAsync(string, FrameFlags, ReadOnlyMemory{byte}, TimeSpan, CancellationToken)"/>
    public ValueTask<RpcReply> CallAsync(string method, FrameFlags codec, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) =>
        CallAsync(method, codec, body, _options.CallTimeout, cancellationToken);

    /// <summary>Calls a method with an encoded argument.</summary>
    /// <param name="method">Service and method, exact case: <c>rpc.Version</c>.</param>
    /// <param name="codec">The codec of <paramref name="body"/>, one bit.</param>
    /// <param name="body">The argument; borrowed until the call has ended.</param>
    /// <param name="timeout">How long the call may take, waiting for room included; above zero and at most 49 days, or infinite.</param>
    /// <param name="cancellationToken">Gives the call up; once the frame is out, the server still carries it out.</param>
    /// <returns>The reply, with a body that belongs to the caller. Await the result once, as every <see cref="ValueTask{TResult}"/>.</returns>
    /// <exception cref="RpcException">The peer answered with an error; the connection is fine.</exception>
    /// <exception cref="RpcTimeoutException">No reply came in time; the connection is fine.</exception>
    /// <exception cref="RelayClosedException">The connection has ended; once the frame is out, the call may or may not have been carried out.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    /// <exception cref="ArgumentException">Method and body are over <see cref="RpcConnectionOptions.MaxPayloadBytes"/>, or an argument is out of its range.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<RpcReply> CallAsync(
        string method,
        FrameFlags codec,
        ReadOnlyMemory<byte> body,
        TimeSpan timeout,
        CancellationToken cancellationToken = default)
    {
        var call = Rent(method, codec, timeout);
        try
        {
            call.UseBody(body);
            ThrowIfTooLarge(call, nameof(body));
            call.Start(timeout, cancellationToken);
            await call.Completion.ConfigureAwait(false);
            return call.GetReply();
        }
        finally
        {
            _calls.Return(call);
        }
    }

    /// <summary>Calls a method with a typed argument and result, within <see cref="RpcConnectionOptions.CallTimeout"/>.</summary>
    /// <inheritdoc cref="CallAsync{TRequest, TReply}(string, TRequest, IRpcCodec{TRequest, TReply}, TimeSpan, CancellationToken)"/>
    public ValueTask<TReply> CallAsync<TRequest, TReply>(
        string method,
        TRequest request,
        IRpcCodec<TRequest, TReply> codec,
        CancellationToken cancellationToken = default) =>
        CallAsync(method, request, codec, _options.CallTimeout, cancellationToken);

    /// <summary>Calls a method with a typed argument and result.</summary>
    /// <param name="method">Service and method, exact case: <c>rpc.Version</c>.</param>
    /// <param name="request">The argument; encoded before the method returns.</param>
    /// <param name="codec">Encodes the argument and decodes the result. Its exceptions on encoding pass through, and nothing is sent.</param>
    /// <param name="timeout">How long the call may take, waiting for room included; above zero and at most 49 days, or infinite.</param>
    /// <param name="cancellationToken">Gives the call up; once the frame is out, the server still carries it out.</param>
    /// <returns>The result. Await it once, as every <see cref="ValueTask{TResult}"/>.</returns>
    /// <exception cref="RpcException">The peer answered with an error; the connection is fine.</exception>
    /// <exception cref="RpcBodyException">The reply is not what the codec expects; the call was carried out and the connection is fine.</exception>
    /// <exception cref="RpcTimeoutException">No reply came in time; the connection is fine.</exception>
    /// <exception cref="RelayClosedException">The connection has ended; once the frame is out, the call may or may not have been carried out.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    /// <exception cref="ArgumentException">The request is over <see cref="RpcConnectionOptions.MaxPayloadBytes"/>, or an argument is out of its range.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<TReply> CallAsync<TRequest, TReply>(
        string method,
        TRequest request,
        IRpcCodec<TRequest, TReply> codec,
        TimeSpan timeout,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(codec);
        var call = Rent(method, codec.Flags, timeout);
        try
        {
            codec.Write(call.BodyWriter, request);
            ThrowIfTooLarge(call, nameof(request));
            call.Start(timeout, cancellationToken);
            await call.Completion.ConfigureAwait(false);
            return Decode(call, codec);
        }
        finally
        {
            _calls.Return(call);
        }
    }

    /// <summary>Ends the connection: calls in flight fail, the stream is closed. Calling it again, or at the same time, waits for the same end.</summary>
    public async ValueTask DisposeAsync()
    {
        _wire.End(reason: null);
        await Completion.ConfigureAwait(false);
    }

    private static TReply Decode<TRequest, TReply>(RpcCall call, IRpcCodec<TRequest, TReply> codec)
    {
        var reply = call.GetReply();
        if (reply.Codec != codec.Flags)
        {
            throw new RpcBodyException(call.Method, $"its codec is {reply.Codec}, not {codec.Flags}.");
        }

        try
        {
            return codec.Read(reply.Body.Span);
        }
        catch (Exception cause)
        {
            // Whatever a codec throws, to its caller it is the same news: a reply that cannot be read.
            throw new RpcBodyException(call.Method, cause.Message, cause);
        }
    }

    private RpcCall Rent(string method, FrameFlags codec, TimeSpan timeout)
    {
        ArgumentException.ThrowIfNullOrEmpty(method);
        RpcConnectionOptions.ValidTimeout(timeout, nameof(timeout));
        if ((codec & ~RpcFrame.CodecMask) != FrameFlags.None)
        {
            throw new ArgumentException($"{codec} is not a codec.", nameof(codec));
        }

        var call = _calls.Rent();
        call.Prepare(method, codec);
        return call;
    }

    private void ThrowIfTooLarge(RpcCall call, string argument)
    {
        if (call.PayloadBytes > _options.MaxPayloadBytes)
        {
            throw new ArgumentException($"The request {call.Method} has a payload of {call.PayloadBytes} bytes, the limit is {_options.MaxPayloadBytes}.", argument);
        }
    }
}
