using System.Diagnostics.CodeAnalysis;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The middleware that comes with the package. Each stands in front of the handlers where it is written; what was put first sees everything first.</summary>
/// <remarks>Settings are checked when the application starts: it fails with an <c>OptionsValidationException</c> that names server, key and value.</remarks>
public static class TcpMiddlewareExtensions
{
    /// <summary>Refuses clients by their address, when they connect.</summary>
    /// <param name="server">The server.</param>
    /// <param name="configure">Says who may connect; <c>configuration.GetSection("…").Bind(o)</c> takes the lists from there.</param>
    /// <returns>The same server.</returns>
    public static TcpServerBuilder UseAddressFilter(this TcpServerBuilder server, Action<AddressFilterOptions> configure) =>
        Use<AddressFilter, AddressFilterOptions>(server, new AddressFilterOptions(), configure);

    /// <summary>Limits how many connections the server has at once, in all and from one address, across all workers of the pool.</summary>
    /// <param name="server">The server.</param>
    /// <param name="configure">Says how many, and where they are counted.</param>
    /// <returns>The same server.</returns>
    /// <remarks>
    /// With a storage a new connection costs four calls to the server (lock, read, write, release), and so do its end and each
    /// quarter of <see cref="ConnectionLimitOptions.Expiry"/> with traffic; all of a server's wait for one another. The sections
    /// <c>kv</c> and <c>lock</c> have to be there. Values are small: about 64 connections of 33 bytes each, unless a limit per
    /// address puts those of one address together. Under the embedded host <c>host.limits.max_connections</c> and
    /// <c>max_connections_per_ip</c> do the same for nothing, exactly, and before a worker is asked.
    /// </remarks>
    public static TcpServerBuilder UseConnectionLimit(this TcpServerBuilder server, Action<ConnectionLimitOptions> configure) =>
        Use<ConnectionLimit, ConnectionLimitOptions>(server, new ConnectionLimitOptions(), configure);

    /// <summary>Has the server close connections that are silent for too long.</summary>
    /// <param name="server">The server.</param>
    /// <param name="configure">Says how long, and where activity is noted.</param>
    /// <returns>The same server.</returns>
    /// <remarks>
    /// <para>
    /// For Go RoadRunner, which has no such limit; under the embedded host <c>host.limits.idle_timeout</c> is exact and costs nothing.
    /// This one is a hint: a connection is closed when its time is over, at most a quarter of it later, and a worker that is killed
    /// right after a client has connected may take the only note of it along. A message that is being handled keeps its connection open.
    /// </para>
    /// <para>
    /// Events only note the time in their worker. Eight times in the period each worker tells the others (four calls, or one when it
    /// has nothing to tell), and the first of them that finds it due looks for idle connections. Needs the RPC port of the server:
    /// without one the application refuses to start.
    /// </para>
    /// </remarks>
    public static TcpServerBuilder UseIdleTimeout(this TcpServerBuilder server, Action<IdleTimeoutOptions> configure) =>
        server.UseIdleTimeout(configure, out _);

    /// <summary>Has the server close connections that are silent for too long, and gives out what looks for them at once.</summary>
    /// <param name="server">The server.</param>
    /// <param name="configure">Says how long, and where activity is noted.</param>
    /// <param name="sweep">Looks for idle connections when it is told to; usable when the application has started.</param>
    /// <returns>The same server.</returns>
    /// <inheritdoc cref="UseIdleTimeout(TcpServerBuilder, Action{IdleTimeoutOptions})"/>
    public static TcpServerBuilder UseIdleTimeout(this TcpServerBuilder server, Action<IdleTimeoutOptions> configure, out IdleSweep sweep)
    {
        sweep = new IdleSweep();
        return Use<IdleTimeout, IdleTimeoutOptions>(server, new IdleTimeoutOptions(), configure, sweep);
    }

    /// <summary>Limits how many messages are handled in a time.</summary>
    /// <param name="server">The server.</param>
    /// <param name="configure">Says how many, and who shares an allowance.</param>
    /// <returns>The same server.</returns>
    /// <remarks>Only messages count. Without a storage each worker counts for itself, see <see cref="RateLimitOptions.Storage"/>.</remarks>
    public static TcpServerBuilder UseRateLimit(this TcpServerBuilder server, Action<RateLimitOptions> configure) =>
        Use<RateLimit, RateLimitOptions>(server, new RateLimitOptions(), configure);

    /// <summary>Says what is answered when a handler, or middleware behind this one, throws; and what is done after each event.</summary>
    /// <param name="server">The server.</param>
    /// <param name="configure">Adds rules and finalizers.</param>
    /// <returns>The same server.</returns>
    /// <remarks>
    /// What has no rule goes on: the client is told the error text, or what <see cref="TcpServerBuilder.OnError"/> says, and is
    /// closed. Bytes that no framing can cut never get here.
    /// </remarks>
    public static TcpServerBuilder UseExceptionPolicy(this TcpServerBuilder server, Action<ExceptionPolicyBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(configure);
        var policy = new ExceptionPolicyBuilder();
        configure(policy);
        return server.Use<ExceptionPolicy>(policy.Build());
    }

    /// <summary>Logs what clients say and what they are answered, one record for each, in the category <see cref="TranscriptOptions.Category"/>.</summary>
    /// <param name="server">The server.</param>
    /// <param name="configure">Says how much is logged and what is hidden; null means the defaults.</param>
    /// <returns>The same server.</returns>
    /// <remarks>
    /// Put it first to see what other middleware answers. Control characters are escaped, bytes that are no UTF-8 written in hex.
    /// A message is logged when it has been handled. What the dispatcher answers for a handler that threw is logged as <c>failed</c>.
    /// </remarks>
    public static TcpServerBuilder UseTranscript(this TcpServerBuilder server, Action<TranscriptOptions>? configure = null) =>
        Use<TranscriptLog, TranscriptOptions>(server, new TranscriptOptions(), configure ?? (static _ => { }));

    /// <summary>Hides a message, and what it is answered, from the transcript: a password, a token.</summary>
    /// <param name="context">The event that brings it.</param>
    /// <param name="next">
    /// False hides the message that is being handled. True hides the next one of the connection, if this process handles it: where
    /// the pool has several workers, say it when the secret comes.
    /// </param>
    public static void MaskTranscript(this TcpContext context, bool next = false)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[next ? TranscriptMask.Next : TranscriptMask.Current] = true;
    }

    private static TcpServerBuilder Use<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMiddleware, TOptions>(
        TcpServerBuilder server, TOptions options, Action<TOptions> configure, params object[] more)
        where TMiddleware : class, ITcpMiddleware
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(configure);
        configure(options);
        return server.Use<TMiddleware>([options, server.Name, .. more]);
    }
}
