using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Calls the method of a service that an event is for.</summary>
internal static class TcpServiceHandler
{
    public static TcpHandler Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TService>(IServiceProvider services)
        where TService : TcpService
    {
        var create = Factory<TService>(services);
        var isRegistered = IsRegistered<TService>(services);

        // A service without dependencies asks the container for nothing: the scope is made when somebody else wants it.
        var needsNothing = !isRegistered && typeof(TService).GetConstructors() is [var only] && only.GetParameters().Length == 0;
        return context => InvokeAsync(Find(create, isRegistered, needsNothing ? services : null, context), context);
    }

    /// <summary>Returns how an object of the type is made for a scope: registered services come from the container.</summary>
    public static Func<IServiceProvider, TcpService> Factory<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TService>(
        IServiceProvider services)
        where TService : TcpService
    {
        if (IsRegistered<TService>(services))
        {
            return static scope => scope.GetRequiredService<TService>();
        }

        var factory = ActivatorUtilities.CreateFactory<TService>(Type.EmptyTypes);
        return scope => factory(scope, arguments: null);
    }

    private static bool IsRegistered<TService>(IServiceProvider services) =>
        services.GetService<IServiceProviderIsService>()?.IsService(typeof(TService)) == true;

    /// <summary>The messages of one event are handled by one object.</summary>
    private static TcpService Find(Func<IServiceProvider, TcpService> create, bool isRegistered, IServiceProvider? scope, TcpContext context)
    {
        if (context.FindService(create) is { } known)
        {
            return known;
        }

        var service = create(scope ?? context.Services);
        context.KeepService(create, service);
        if (!isRegistered && service is (IDisposable or IAsyncDisposable))
        {
            context.Own(service);
        }

        return service;
    }

    private static ValueTask<TcpReply> InvokeAsync(TcpService service, TcpContext context) => context.Event switch
    {
        TcpEvent.Connected => service.OnConnected(context),
        TcpEvent.Data => service.OnData(context),
        TcpEvent.Close => TcpPipeline.ThenNextAsync(service.OnClosed(context)),
        _ => TcpReply.Next,
    };
}
