using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Brings each event to the handlers of its server and their answers back: the one way through the application, whoever owns the sockets.</summary>
/// <remarks>Safe for many events at once, as long as those of one connection come one after the other.</remarks>
public sealed class TcpDispatcher
{
    private const int MaxSpareContexts = 1024;

    private readonly FrozenDictionary<string, TcpServerRuntime> _servers;
    private readonly IServiceScopeFactory _scopes;
    private readonly ILogger _logger;
    private readonly TcpMonitor _monitor;
    private readonly byte[] _errorText;
    private readonly CancellationToken _stopping;
    private readonly ConcurrentQueue<TcpContext> _spare = new();

    internal TcpDispatcher(
        IEnumerable<TcpServerRuntime> servers, IServiceScopeFactory scopes, TcpApplicationOptions options, ILogger logger, TcpMonitor monitor, CancellationToken stopping)
    {
        _servers = servers.ToFrozenDictionary(static server => server.Name, StringComparer.Ordinal);
        _scopes = scopes;
        _logger = logger;
        _monitor = monitor;
        monitor.Show(_servers.Values);
        _errorText = Encoding.UTF8.GetBytes(options.ErrorText);
        _stopping = stopping;
    }

    internal IEnumerable<TcpServerRuntime> Runtimes => _servers.Values;

    /// <summary>Gets the names of the servers that are handled.</summary>
    public IReadOnlyCollection<string> Servers => _servers.Keys;

    /// <summary>Gets what the client of a failed event is told; empty closes without a word.</summary>
    internal ReadOnlySpan<byte> ErrorText => _errorText;

    /// <summary>Gets what records events; null when nothing does.</summary>
    internal TcpCapture? Capture { get; init; }

    /// <summary>Has an event handled.</summary>
    /// <param name="incoming">The event; its body is borrowed until the task ends.</param>
    /// <param name="answer">Gets the bytes of the answer; has to be empty.</param>
    /// <returns>What to do with the connection; the bytes count for the two answers that write. Never fails: an exception of a handler closes its connection.</returns>
    public async ValueTask<TcpResponse> DispatchAsync(TcpIncoming incoming, TcpAnswerBuffer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (!_servers.TryGetValue(incoming.Server, out var server))
        {
            if (incoming.Event == TcpEvent.Close)
            {
                return TcpResponse.Read;
            }

            HostingLog.ServerNotFound(_logger, incoming.Server, incoming.ConnectionUuid);
            return TcpResponse.Close;
        }

        var began = Capture?.Begin() ?? 0;
        var context = _spare.TryDequeue(out var spare) ? spare : CreateContext();
        context.Begin(incoming, answer, server);
        _monitor.Enter(context.InFlight, server.Counters, incoming);
        bool closes;
        try
        {
            closes = await HandleAsync(server, context, answer).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // One client's event must not end the worker that serves all the others.
            closes = await FailAsync(server, context, answer, exception).ConfigureAwait(false);
        }

        await EndAsync(context, answer).ConfigureAwait(false);
        var response = Response(incoming.Event, answer.Length > 0, closes);
        Capture?.Record(incoming, response, answer.WrittenSpan, began);
        return response;
    }

    private static TcpResponse Response(TcpEvent happened, bool writes, bool closes) => (writes, closes) switch
    {
        _ when happened == TcpEvent.Close => TcpResponse.Read,
        (true, true) => TcpResponse.RespondClose,
        (true, false) => TcpResponse.Respond,
        (false, true) => TcpResponse.Close,
        (false, false) => TcpResponse.Read,
    };

    private TcpContext CreateContext()
    {
        var context = new TcpContext(_scopes, _stopping);
        _monitor.Open(context.InFlight);
        return context;
    }

    /// <summary>Returns true when the connection is to be closed.</summary>
    private static async ValueTask<bool> HandleAsync(TcpServerRuntime server, TcpContext context, TcpAnswerBuffer answer)
    {
        if (context.Event == TcpEvent.Data)
        {
            var closes = await MessageLoop.RunAsync(server, context, answer).ConfigureAwait(false);
            await context.SessionState.SaveAsync(CancellationToken.None).ConfigureAwait(false);
            return closes;
        }

        var reply = await server.Handler(context).ConfigureAwait(false);
        if (context.Event == TcpEvent.Close)
        {
            await context.SessionState.RemoveAsync(CancellationToken.None).ConfigureAwait(false);
            return true;
        }

        if (context.NextFraming is { } framing)
        {
            await MessageLoop.BeginWithAsync(server, context, framing).ConfigureAwait(false);
        }

        // The session is there before the client can say a word.
        await context.SessionState.SaveAsync(CancellationToken.None).ConfigureAwait(false);
        reply.WriteTo(answer);
        return reply.Closes;
    }

    private async ValueTask<bool> FailAsync(TcpServerRuntime server, TcpContext context, TcpAnswerBuffer answer, Exception exception)
    {
        context.InFlight.Failure = exception;
        if (exception is TcpFramingException)
        {
            HostingLog.FramingFailed(_logger, context.ConnectionUuid, context.Server, exception.Message);
        }
        else
        {
            HostingLog.HandlerFailed(_logger, exception, context.Event, context.ConnectionUuid, context.Server);
        }

        if (context.Event == TcpEvent.Close)
        {
            await RemoveSessionAsync(context).ConfigureAwait(false);
            return true;
        }

        if (server.ErrorHandler is { } handler)
        {
            try
            {
                var reply = await handler(context, exception).ConfigureAwait(false);
                reply.WriteTo(answer);
                return true;
            }
            catch (Exception second)
            {
                HostingLog.ErrorHandlerFailed(_logger, second, context.ConnectionUuid, context.Server);
            }
        }

        _errorText.CopyTo(answer.GetSpan(_errorText.Length));
        answer.Advance(_errorText.Length);
        return true;
    }

    /// <summary>There is no later event that could remove what the connection has left.</summary>
    private async ValueTask RemoveSessionAsync(TcpContext context)
    {
        try
        {
            await context.SessionState.RemoveAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Its lifetime ends it.
            HostingLog.SessionNotRemoved(_logger, exception, context.ConnectionUuid, context.Server);
        }
    }

    private async ValueTask EndAsync(TcpContext context, TcpAnswerBuffer answer)
    {
        var (uuid, server, place) = (context.ConnectionUuid, context.Server, context.InFlight);

        // A handler that somebody has stopped waiting for may still hold the context of an event that failed.
        var isSpare = place.Failure is null && _spare.Count < MaxSpareContexts;
        try
        {
            await context.EndAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The answer stands: it has been decided, and nothing of the scope belongs to it any more.
            HostingLog.ScopeFailed(_logger, exception, uuid, server);
        }

        _monitor.Leave(place, answer.Length);
        if (isSpare)
        {
            _spare.Enqueue(context);
        }
        else
        {
            _monitor.Close(place);
        }
    }
}
