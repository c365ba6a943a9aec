using System.Buffers;
using System.Net;
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

    /// <summary>Gets where more of the answer can be written than a reply holds: it goes out in front of the reply's own bytes.</summary>
    /// <value>A reply of <see cref="TcpReply.Read"/> after something was written writes that.</value>
    public IBufferWriter<byte> Output => _answer ?? throw NoEvent();

    /// <summary>Gets the services of this event: a scope that ends with it.</summary>
    public IServiceProvider Services => Scope().ServiceProvider;

    /// <summary>Gets what handlers and middleware of this event tell each other; empty at the start of each event, shared by its messages.</summary>
    public IDictionary<object, object?> Items => _items ??= [];

    /// <summary>Gets a token that fires when the application begins to stop: what is in flight may finish, within <see cref="TcpApplicationOptions.StopTimeout"/>.</summary>
    public CancellationToken Stopping { get; }

    internal ReadOnlySequence<byte> Body => _incoming.Body;

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

    internal void Begin(in TcpIncoming incoming, TcpAnswerBuffer answer)
    {
        _incoming = incoming;
        _answer = answer;
        Message = ReadOnlySequence<byte>.Empty;
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
            Items[key] = service;
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
        Message = default;
        return owned is not null ? EndAsync(owned, scope) : scope?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private static async ValueTask EndAsync(List<object> owned, AsyncServiceScope? scope)
    {
        try
        {
            foreach (var disposable in owned)
            {
                await DisposeAsync(disposable).ConfigureAwait(false);
            }
        }
        finally
        {
            if (scope is { } open)
            {
                await open.DisposeAsync().ConfigureAwait(false);
            }
        }
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
        scope.ServiceProvider.GetRequiredService<TcpContextHolder>().Context = this;
        return scope;
    }
}
