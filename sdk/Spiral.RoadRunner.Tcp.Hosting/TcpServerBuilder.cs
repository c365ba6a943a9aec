using System.Diagnostics.CodeAnalysis;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Says what one server does with its connections: how their bytes become messages, what stands in front of the handler, who handles.</summary>
/// <remarks>To be used before the application starts; not safe for several threads at once.</remarks>
public sealed class TcpServerBuilder
{
    private readonly TcpApplication _application;
    private readonly List<Func<IServiceProvider, TcpHandler, TcpHandler>> _middleware = [];
    private readonly List<Func<IServiceProvider, TcpHandler>> _handlers = [];
    private readonly List<Type> _services = [];

    internal TcpServerBuilder(TcpApplication application, string name)
    {
        _application = application;
        Name = name;
    }

    /// <summary>Gets the name of the server, in lower case.</summary>
    public string Name { get; }

    internal TcpErrorHandler? ErrorHandler { get; private set; }

    internal IReadOnlyList<Type> ServiceTypes => _services;

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
        _services.Add(typeof(TService));
        _application.AddLifecycle<TService>();
        return Add(static services => TcpServiceHandler.Create<TService>(services));
    }

    /// <summary>Says what new clients are answered before they have said anything.</summary>
    /// <param name="handler">Called for each new connection.</param>
    public TcpServerBuilder OnConnected(TcpHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(_ => context => context.Event == TcpEvent.Connected ? handler(context) : TcpReply.Next);
    }

    /// <summary>Says what is done when a connection is gone.</summary>
    /// <param name="handler">Called for each connection that has ended.</param>
    public TcpServerBuilder OnClosed(Func<TcpContext, ValueTask> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(_ => context => context.Event == TcpEvent.Close ? TcpPipeline.ThenReadAsync(handler(context)) : TcpReply.Next);
    }

    /// <summary>Says what a client is told whose event failed; instead of <see cref="TcpApplicationOptions.ErrorText"/>.</summary>
    /// <param name="handler">Makes the last answer. When it throws itself, the client is told the error text.</param>
    public TcpServerBuilder OnError(TcpErrorHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ErrorHandler = handler;
        return this;
    }

    internal TcpHandler Build(IServiceProvider services, TcpHandler fallback)
    {
        var handler = TcpPipeline.Chain([.. _handlers.Select(create => create(services))], fallback);
        for (var index = _middleware.Count - 1; index >= 0; index--)
        {
            handler = _middleware[index](services, handler);
        }

        return handler;
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
