using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spiral.RoadRunner.KeyValue;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Says where sessions are kept. Default: in the memory of this process.</summary>
public static class TcpSessionBuilderExtensions
{
    /// <summary>Keeps sessions in a storage of the server's section <c>kv</c>: any worker of the pool may handle any event.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="storage">The name of the storage.</param>
    /// <returns>The same builder.</returns>
    public static TcpApplicationBuilder UseKeyValueSessions(this TcpApplicationBuilder builder, string storage)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddKeyValueStorage(storage);
        return builder.UseSessions(services => new KeyValueSessionStore(services.GetRequiredKeyedService<KeyValueStorage>(storage)));
    }

    /// <summary>Keeps sessions in the <see cref="IDistributedCache"/> that is registered.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The same builder.</returns>
    public static TcpApplicationBuilder UseDistributedCacheSessions(this TcpApplicationBuilder builder) =>
        builder.UseSessions(static services => new DistributedCacheSessionStore(services.GetRequiredService<IDistributedCache>()));

    /// <summary>Keeps sessions in a store of one's own.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="create">Makes the store, once.</param>
    /// <returns>The same builder.</returns>
    public static TcpApplicationBuilder UseSessions(this TcpApplicationBuilder builder, Func<IServiceProvider, ISessionStore> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        builder.Services.Replace(ServiceDescriptor.Singleton(create));
        return builder;
    }
}
