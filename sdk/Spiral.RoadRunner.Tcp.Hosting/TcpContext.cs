using System.Buffers;
using System.Net;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What a handler gets: what happened, on which connection, and everything that helps to answer it.</summary>
/// <remarks>
/// The application reuses the object: it describes the current event until the handler's task has ended. Copy what has to live
/// longer; the strings may be kept. Not safe for several threads at once.
/// </remarks>
public sealed class TcpContext
{
    private readonly IServiceScopeFactory _scopes;
    private TcpAnswerBuffer? _answer;
    private AsyncServiceScope? _scope;
    private Dictionary<object, object?>? _items;
    private TcpIncoming _incoming;
    private object? _serviceKey;
    private TcpService? _service;
    private List<object>? _owned;
    private TcpServerRuntime? _server;
    private bool _isSessionShown;

    internal TcpContext(IServiceScopeFactory scopes, CancellationToken stopping)
    {
        _scopes = scopes;
        Stopping = stopping;
    }

    /// <summary>Gets what happened.</summary>
    public TcpEvent Event => _incoming.Event;

    /// <summary>Gets the name of the server that accepted the connection, in lower case.</summary>
    public string Server => _incoming.Server;

    /// <summary>Gets the id of the connection, the same for all its events: a random UUID in lower case.</summary>
    public string ConnectionUuid => _incoming.ConnectionUuid;

    /// <summary>Gets the address of the client as the server wrote it: <c>ip:port</c>, <c>[ip]:port</c>, or for a unix client <c>@</c> or its path; may be empty.</summary>
    public string RemoteAddress => _incoming.RemoteAddress;

    /// <summary>Gets the address of the client; null when it is none of IP, as for a unix client.</summary>
    public IPEndPoint? RemoteEndPoint => IPEndPoint.TryParse(RemoteAddress, out var endPoint) ? endPoint : null;

    /// <summary>Gets the message as the framing of the server cut it; empty but for <see cref="TcpEvent.Data"/>.</summary>
    /// <value>Borrowed until the handler's task has ended; use <c>ToArray()</c> to keep it.</value>
    public ReadOnlySequence<byte> Message { get; internal set; }

    /// <summary>Gets a value indicating whether the message was larger than the framing allows, and its bytes were thrown away while they arrived, see <see cref="TcpOversize.Discard"/>.</summary>
    public bool IsOversized => OversizedBytes > 0;

    /// <summary>Gets how large the message was whose bytes were thrown away; 0 for all others.</summary>
    public long OversizedBytes { get; internal set; }

    /// <summary>Gets what is remembered of the connection from event to event.</summary>
    /// <exception cref="InvalidOperationException">The server has no sessions: map it with <see cref="TcpServerBuilder.UseSession{T}(System.Text.Json.Serialization.Metadata.JsonTypeInfo{T})"/> or <see cref="TcpServerBuilder.UseSessions"/>.</exception>
    public TcpSession Session
    {
        get
        {
            if (!SessionState.IsForHandlers)
            {
                throw _server is null ? NoEvent() : new InvalidOperationException($"The server {Server} has no sessions; map it with {nameof(TcpServerBuilder.UseSession)} or {nameof(TcpServerBuilder.UseSessions)}.");
            }

            _isSessionShown = true;
            return SessionState;
        }
    }

    /// <summary>Gets where more of the answer can be written than a reply holds: it goes out in front of the reply's own bytes.</summary>
    /// <value>A reply of <see cref="TcpReply.Read"/> after something was written writes that.</value>
    public IBufferWriter<byte> Output => _answer ?? throw NoEvent();

    /// <summary>Gets the services of this event: a scope that ends with it.</summary>
    public IServiceProvider Services => Scope().ServiceProvider;

    /// <summary>Gets what handlers and middleware of this event tell each other; empty at the start of each event, shared by its messages.</summary>
    public IDictionary<object, object?> Items => _answer is null ? throw NoEvent() : KeptItems;

    /// <summary>Gets a token that fires when the application begins to stop: what is in flight may finish, within <see cref="TcpApplicationOptions.StopTimeout"/>.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Gets the place of this context among the events in flight.</summary>
    internal TcpInFlight InFlight { get; } = new();

    private Dictionary<object, object?> KeptItems => _items ??= [];

    internal ReadOnlySequence<byte> Body => _incoming.Body;

    internal TcpSession SessionState { get; private set; } = new();

    internal MessageReader Reader { get; } = new();

    /// <summary>Gets or sets the framing that the handler has asked for.</summary>
    internal TcpFraming? NextFraming { get; set; }

    /// <summary>Gets what was answered so far; null when the event has ended.</summary>
    internal TcpAnswerBuffer? Answer => _answer;

    /// <summary>Reads the message as UTF-8.</summary>
    /// <returns>A string of its own; bytes that are no UTF-8 become U+FFFD.</returns>
    public string GetText() => Encoding.UTF8.GetString(Message);

    /// <summary>Reads the message as JSON.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="type">How to read it, from a source-generated context.</param>
    /// <returns>The value; null when the message says <c>null</c>.</returns>
    /// <exception cref="JsonException">The message is no JSON, or not of this type.</exception>
    public T? ReadJson<T>(JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var reader = new Utf8JsonReader(Message);
        return JsonSerializer.Deserialize(ref reader, type);
    }

    /// <summary>Gets the typed session of the connection.</summary>
    /// <typeparam name="T">The type that the server was mapped with, see <see cref="TcpServerBuilder.UseSession{T}(System.Text.Json.Serialization.Metadata.JsonTypeInfo{T})"/>.</typeparam>
    /// <exception cref="InvalidOperationException">The server has no sessions.</exception>
    public Session<T> GetSession<T>()
        where T : class, new() => new(Session);

    /// <summary>Has the bytes behind the current message cut in another way, from now on and in the events to come.</summary>
    /// <param name="framing">
    /// How. <see cref="TcpFraming.UntilTerminator(string, bool)"/> and <see cref="TcpFraming.NextBytes"/> are for one message: behind it the framing
    /// of the server is back, unless its handler switches again.
    /// </param>
    /// <remarks>When a client connects it is said of its first bytes; when it is gone it means nothing.</remarks>
    /// <exception cref="InvalidOperationException">
    /// The server was not mapped with <see cref="TcpServerBuilder.CanSwitchFraming"/>, or not with the framer of a custom framing, or the
    /// framing needs a server that cuts nothing.
    /// </exception>
    public void SwitchFraming(TcpFraming framing)
    {
        ArgumentNullException.ThrowIfNull(framing);
        var server = _server ?? throw NoEvent();
        if (!server.CanSwitchFraming)
        {
            throw new InvalidOperationException($"The framing of the server {Server} cannot be switched; map it with {nameof(TcpServerBuilder.CanSwitchFraming)}().");
        }

        if (framing.Cutter is CustomCutter custom && !server.Framers.ContainsKey(custom.Name))
        {
            throw new InvalidOperationException($"The worker that gets the next event of the connection would not know the framer '{custom.Name}'; map the server {Server} with {nameof(TcpServerBuilder.CanSwitchFraming)}(…) and the framing in it.");
        }

        FramingCheck.ThrowIfRefused(server, framing);
        NextFraming = framing;
    }

    internal void Begin(in TcpIncoming incoming, TcpAnswerBuffer answer, TcpServerRuntime server)
    {
        _incoming = incoming;
        _answer = answer;
        _server = server;
        Message = ReadOnlySequence<byte>.Empty;
        SessionState.Begin(server.IsStateful ? server.Sessions : null, incoming.Event, incoming.ConnectionUuid);
    }

    /// <summary>Finds the service object of this event; usually there is one.</summary>
    internal TcpService? FindService(object key) =>
        ReferenceEquals(_serviceKey, key) ? _service : _items?.TryGetValue(key, out var kept) == true ? (TcpService?)kept : null;

    internal void KeepService(object key, TcpService service)
    {
        if (_serviceKey is null)
        {
            _serviceKey = key;
            _service = service;
        }
        else
        {
            KeptItems[key] = service;
        }
    }

    /// <summary>Has an object that no container knows end with the event.</summary>
    internal void Own(object disposable) => (_owned ??= []).Add(disposable);

    /// <summary>Ends the scope of the event, if anybody has asked for it, and what was made for it.</summary>
    internal ValueTask EndAsync()
    {
        var (scope, owned) = (_scope, _owned);
        _scope = null;
        _answer = null;
        _items = null;
        _serviceKey = null;
        _service = null;
        _owned = null;
        _incoming = default;
        _server = null;
        Message = default;
        OversizedBytes = 0;
        NextFraming = null;
        SessionState.End();
        if (_isSessionShown)
        {
            // Whoever keeps it beyond its event finds it ended, instead of the session of another client.
            _isSessionShown = false;
            SessionState = new TcpSession();
        }

        return owned is not null ? EndAsync(owned, scope) : scope?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    /// <summary>Ends each of them, whatever the others do; the first failure is thrown when all had their turn.</summary>
    private static async ValueTask EndAsync(List<object> owned, AsyncServiceScope? scope)
    {
        if (scope is { } open)
        {
            owned.Add(open);
        }

        ExceptionDispatchInfo? failure = null;
        foreach (var disposable in owned)
        {
            try
            {
                await DisposeAsync(disposable).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                failure ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        failure?.Throw();
    }

    private static ValueTask DisposeAsync(object disposable)
    {
        if (disposable is IAsyncDisposable later)
        {
            return later.DisposeAsync();
        }

        (disposable as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static InvalidOperationException NoEvent() => new("The event has ended; a context is valid until the task of its handler ends.");

    private AsyncServiceScope Scope()
    {
        if (_scope is { } scope)
        {
            return scope;
        }

        if (_answer is null)
        {
            throw NoEvent();
        }

        scope = _scopes.CreateAsyncScope();
        _scope = scope;
        scope.ServiceProvider.GetRequiredService<TcpContextAccessor>().Begin(this);
        return scope;
    }
}
