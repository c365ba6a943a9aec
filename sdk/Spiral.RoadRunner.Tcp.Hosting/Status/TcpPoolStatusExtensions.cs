using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Shows what a pool does as a whole.</summary>
public static class TcpPoolStatusExtensions
{
    private static readonly TimeSpan DefaultPeriod = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeastPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostPeriod = TimeSpan.FromHours(1);

    /// <summary>Has each worker say what it has done, so that any of them can show the whole pool, see <see cref="TcpPoolStatus"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="storage">The storage of the server's section <c>kv</c> in which workers say it, under keys that begin with <c>rr:tcp:status:</c>.</param>
    /// <param name="period">How often, from 1 s to 1 h; null means 5 s.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The period is out of range.</exception>
    public static TcpApplicationBuilder UsePoolStatus(this TcpApplicationBuilder builder, string storage, TimeSpan? period = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var every = period ?? DefaultPeriod;
        if (every < LeastPeriod || every > MostPeriod)
        {
            throw new ArgumentOutOfRangeException(nameof(period), period, $"The period has to be from {LeastPeriod} to {MostPeriod}.");
        }

        builder.Services.AddKeyValueStorage(storage);
        builder.Services.AddSingleton(new TcpPoolStatusPeriod(every));
        builder.Services.AddSingleton(services => new TcpPoolStatus(
            services.GetRequiredKeyedService<KeyValueStorage>(storage),
            services.GetRequiredService<InformerClient>(),
            services.GetRequiredService<TcpStatistics>(),
            services.GetRequiredService<TimeProvider>(),
            every));
        builder.Services.AddSingleton<IHostedService, TcpPoolStatusService>();
        return builder;
    }
}
