using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Calls what services do once in a worker: init, start, stop, each service on one object in a scope of its own.</summary>
internal sealed class TcpLifecycle
{
    private readonly Dictionary<Type, Func<IServiceProvider, Func<IServiceProvider, TcpService>>> _factories = [];
    private readonly List<(AsyncServiceScope Scope, TcpService Service)> _live = [];
    private string? _stopping;

    /// <summary>Gets a value indicating whether nothing has to stop.</summary>
    public bool IsEmpty => _live.Count == 0;

    /// <summary>Gets the name of the service that is stopping, or will be first.</summary>
    public string Stopping => Volatile.Read(ref _stopping) ?? _live[^1].Service.GetType().Name;

    public void Add<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TService>()
        where TService : TcpService => _factories.TryAdd(typeof(TService), TcpServiceHandler.Factory<TService>);

    /// <summary>Makes the objects and lets them prepare.</summary>
    /// <exception cref="TcpServiceStartException">One of them failed; it is named.</exception>
    public async Task InitAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        foreach (var (type, factory) in _factories)
        {
            try
            {
                var scope = services.CreateAsyncScope();
                var service = factory(services)(scope.ServiceProvider);
                _live.Add((scope, service));
                await service.OnInit(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception cause) when (cause is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                throw new TcpServiceStartException(type, nameof(TcpService.OnInit), cause);
            }
        }
    }

    /// <summary>Tells them that everything else has started.</summary>
    /// <exception cref="TcpServiceStartException">One of them failed; it is named.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (_, service) in _live)
        {
            try
            {
                await service.OnStart(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception cause) when (cause is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                throw new TcpServiceStartException(service.GetType(), nameof(TcpService.OnStart), cause);
            }
        }
    }

    /// <summary>Tells them that there will be no more events, in the opposite order; each gets its turn, whatever the others do.</summary>
    /// <param name="failed">Gets what one of them threw.</param>
    /// <param name="cancellationToken">The time for stopping is over.</param>
    public async Task StopAsync(Action<Exception, Type> failed, CancellationToken cancellationToken)
    {
        for (var index = _live.Count - 1; index >= 0; index--)
        {
            var (scope, service) = _live[index];
            Volatile.Write(ref _stopping, service.GetType().Name);
            await EndAsync(service, () => service.OnStop(cancellationToken), failed).ConfigureAwait(false);
            await EndAsync(service, scope.DisposeAsync, failed).ConfigureAwait(false);
        }

        _live.Clear();
    }

    private static async ValueTask EndAsync(TcpService service, Func<ValueTask> end, Action<Exception, Type> failed)
    {
        try
        {
            await end().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The others stop all the same.
            failed(exception, service.GetType());
        }
    }
}
