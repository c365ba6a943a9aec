using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spiral.RoadRunner.KeyValue;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Says what one server does with its connections: how their bytes become messages, what stands in front of the handler, who handles.</summary>
/// <remarks>To be used before the application starts; not safe for several threads at once.</remarks>
public sealed class TcpServerBuilder
{
    private readonly TcpApplication _application;
    private readonly List<Func<IServiceProvider, TcpHandler, TcpHandler>> _middleware = [];
    private readonly List<Func<IServiceProvider, TcpHandler>> _handlers = [];
    private readonly List<Type> _services = [];
    private readonly Dictionary<string, ITcpFramer> _framers = new(StringComparer.Ordinal);
    private TcpFraming _framing = TcpFraming.Raw;
    private SessionType? _sessionType;
    private bool _canSwitchFraming;
    private bool _usesSessions;
    private int? _maxMessageBytes;

    internal TcpServerBuilder(TcpApplication application, string name)
    {
        _application = application;
        Name = name;
    }

    /// <summary>Gets the name of the server, in lower case.</summary>
    public string Name { get; }

    /// <summary>Gets how the bytes of a new connection become messages, see <see cref="UseFraming"/>.</summary>
    public TcpFraming Framing => _framing;

    /// <summary>Gets the services that handle what happens, in the order in which they are asked; functions are not among them.</summary>
    public IReadOnlyList<Type> ServiceTypes => _services;

    internal TcpErrorHandler? ErrorHandler { get; private set; }

    /// <summary>Says how the bytes of a connection become messages. Default: <see cref="TcpFraming.Raw"/>, each event is a message, delimiter included.</summary>
    /// <param name="framing">How. One that needs a server that cuts nothing is refused at the start elsewhere.</param>
    /// <exception cref="ArgumentException">It is for one message, as <see cref="TcpFraming.NextBytes"/>: it says nothing of those behind it.</exception>
    public TcpServerBuilder UseFraming(TcpFraming framing)
    {
        ArgumentNullException.ThrowIfNull(framing);
        if (framing.Cutter.IsForOneMessage)
        {
            throw new ArgumentException($"The framing '{framing}' is for one message and cannot be that of the server {Name}; switch to it, or take {nameof(TcpFraming.FixedSize)}.", nameof(framing));
        }

        _application.ThrowIfStarted();
        _framing = framing;
        Know(framing);
        return this;
    }

    /// <summary>Has messages be lines that end with CR LF, which is cut off.</summary>
    public TcpServerBuilder UseLines() => UseFraming(TcpFraming.Lines);

    /// <summary>Allows <see cref="TcpContext.SwitchFraming"/>; the session is then looked at with every event that brings data.</summary>
    /// <param name="framings">Those with a framer of one's own that are switched to: their names have to be known in every worker.</param>
    public TcpServerBuilder CanSwitchFraming(params ReadOnlySpan<TcpFraming> framings)
    {
        _application.ThrowIfStarted();
        _canSwitchFraming = true;
        foreach (var framing in framings)
        {
            Know(framing);
        }

        return this;
    }

    /// <summary>Sets the largest message of this server, instead of <see cref="TcpApplicationOptions.MaxMessageBytes"/>.</summary>
    /// <param name="bytes">From 1 byte to 64 MiB.</param>
    public TcpServerBuilder WithMaxMessageBytes(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, TcpApplicationOptionsValidator.MostMessageBytes);
        _application.ThrowIfStarted();
        _maxMessageBytes = bytes;
        return this;
    }

    /// <summary>Gives each connection a typed session, see <see cref="Session{T}"/>, and one of values by their keys, see <see cref="TcpSession"/>.</summary>
    /// <typeparam name="T">What is remembered.</typeparam>
    /// <param name="type">How it is written as JSON, from a source-generated context.</param>
    /// <exception cref="InvalidOperationException">The server has a typed session already.</exception>
    public TcpServerBuilder UseSession<T>(JsonTypeInfo<T> type)
        where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(type);
        return UseSession(new SessionType<T>(ValueSerializers.Json(type)) { Source = type });
    }

    /// <summary>Gives each connection a typed session that a serializer of your own writes, see <see cref="Session{T}"/>, and one of values by their keys, see <see cref="TcpSession"/>.</summary>
    /// <typeparam name="T">The object that is kept for the connection.</typeparam>
    /// <param name="serializer">Writes and reads the object; thread-safe. All workers of a pool, old and new builds alike, must agree on its format.</param>
    /// <exception cref="InvalidOperationException">The server has a typed session already.</exception>
    public TcpServerBuilder UseSession<T>(IValueSerializer<T> serializer)
        where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(serializer);
        return UseSession(new SessionType<T>(serializer) { Source = serializer });
    }

    /// <summary>Gives each connection a session of values by their keys, see <see cref="TcpSession"/>.</summary>
    public TcpServerBuilder UseSessions()
    {
        _application.ThrowIfStarted();
        _usesSessions = true;
        return this;
    }

    /// <summary>Puts something in front of the handlers; what was put first sees everything first.</summary>
    /// <param name="middleware">Gets what happened and the rest of the way, see <see cref="ITcpMiddleware"/>.</param>
    public TcpServerBuilder Use(Func<TcpContext, TcpHandler, ValueTask<TcpReply>> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        return Add((_, next) => context => middleware(context, next));
    }

    /// <summary>Puts something in front of the handlers; what was put first sees everything first.</summary>
    /// <typeparam name="TMiddleware">Made once, at the start, with its dependencies from the services of the application.</typeparam>
    /// <param name="arguments">Constructor arguments that are no services, such as options.</param>
    public TcpServerBuilder Use<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMiddleware>(params object[] arguments)
        where TMiddleware : class, ITcpMiddleware => Add((services, next) => TcpPipeline.Around(TcpPipeline.Create<TMiddleware>(services, arguments), next));

    /// <summary>Has messages handled by a function.</summary>
    /// <param name="handler">Called for each message. A server may have several: one that answers <see cref="TcpReply.Next"/> leaves the message to the one after it; a message that none handles is read and dropped.</param>
    public TcpServerBuilder Handle(TcpHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(_ => context => context.Event == TcpEvent.Data ? handler(context) : TcpReply.Next);
    }

    /// <summary>Has everything handled by a service.</summary>
    /// <typeparam name="TService">Made for each event, in its scope, unless it is registered otherwise.</typeparam>
    public TcpServerBuilder Handle<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TService>()
        where TService : TcpService
    {
        _application.ThrowIfStarted();
        _application.AddLifecycle<TService>();
        _services.Add(typeof(TService));
        return Add(static services => TcpServiceHandler.Create<TService>(services));
    }

    /// <summary>Says what new clients are answered before they have said anything.</summary>
    /// <param name="handler">Called for each new connection that no handler before it has answered. A service that does not override <see cref="TcpService.OnConnected"/> leaves it to the next.</param>
    public TcpServerBuilder OnConnected(TcpHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(_ => context => context.Event == TcpEvent.Connected ? handler(context) : TcpReply.Next);
    }

    /// <summary>Says what is done when a connection is gone.</summary>
    /// <param name="handler">Called for each connection that has ended, as all handlers of the server are, one after the other; when one throws, those behind it are not.</param>
    public TcpServerBuilder OnClosed(Func<TcpContext, ValueTask> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(_ => context => context.Event == TcpEvent.Close ? TcpPipeline.ThenNextAsync(handler(context)) : TcpReply.Next);
    }

    /// <summary>Says what a client is told whose event failed; instead of <see cref="TcpApplicationOptions.ErrorText"/>.</summary>
    /// <param name="handler">Makes the last answer. When it throws itself, the client is told the error text.</param>
    public TcpServerBuilder OnError(TcpErrorHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _application.ThrowIfStarted();
        ErrorHandler = handler;
        return this;
    }

    /// <summary>Puts the server together.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="fallback">Handles what no handler has.</param>
    /// <param name="around">Puts the middleware of all servers in front.</param>
    internal TcpServerRuntime Build(IServiceProvider services, TcpHandler fallback, Func<TcpHandler, TcpHandler> around)
    {
        var sessions = services.GetRequiredService<SessionSettingsFactory>();
        return new TcpServerRuntime
        {
            Name = Name,
            Handler = around(BuildHandler(services, fallback)),
            ErrorHandler = ErrorHandler,
            Framing = _framing,
            MaxMessageBytes = _maxMessageBytes ?? services.GetRequiredService<IOptions<TcpApplicationOptions>>().Value.MaxMessageBytes,
            CanSwitchFraming = _canSwitchFraming,
            Framers = _framers,
            Counters = new TcpServerCounters(Name, string.Join(", ", _services.Select(static service => service.FullName))),
            Sessions = sessions.Create(Name) with { IsForHandlers = _usesSessions, Type = _sessionType },
        };
    }

    private TcpHandler BuildHandler(IServiceProvider services, TcpHandler fallback)
    {
        var handler = TcpPipeline.Chain([.. _handlers.Select(create => create(services))], fallback);
        for (var index = _middleware.Count - 1; index >= 0; index--)
        {
            handler = _middleware[index](services, handler);
        }

        return handler;
    }

    private TcpServerBuilder UseSession(SessionType type)
    {
        _application.ThrowIfStarted();
        if (_sessionType is not null && _sessionType.Source != type.Source)
        {
            throw new InvalidOperationException($"The session of the server {Name} is a {_sessionType.Type.Name} already, it cannot be a {type.Type.Name} as well.");
        }

        _sessionType = type;
        return UseSessions();
    }

    private void Know(TcpFraming framing)
    {
        if (framing.Cutter is CustomCutter custom)
        {
            _framers[custom.Name] = custom.Framer;
        }
    }

    private TcpServerBuilder Add(Func<IServiceProvider, TcpHandler, TcpHandler> middleware)
    {
        _application.ThrowIfStarted();
        _middleware.Add(middleware);
        return this;
    }

    private TcpServerBuilder Add(Func<IServiceProvider, TcpHandler> handler)
    {
        _application.ThrowIfStarted();
        _handlers.Add(handler);
        return this;
    }
}
