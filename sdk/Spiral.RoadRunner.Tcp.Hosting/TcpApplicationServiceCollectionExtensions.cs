using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spiral.Goridge;
using Spiral.RoadRunner;
using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;
using Spiral.RoadRunner.Tcp.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what an application is made of.</summary>
public static class TcpApplicationServiceCollectionExtensions
{
    /// <summary>Adds a storage of the server's section <c>kv</c>, which all workers of the pool share, as <see cref="KeyValueStorage"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the storage under <c>kv</c>; also the key of the keyed service. The first one that is added is the one without a key.</param>
    /// <param name="options">Settings of the client; null means the defaults.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddKeyValueStorage(this IServiceCollection services, string name, KeyValueOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        services.TryAddKeyedSingleton(name, (provider, _) => new KeyValueStorage(
            provider.GetRequiredService<IRpcCaller>(),
            name,
            options ?? new KeyValueOptions { TimeProvider = provider.GetRequiredService<TimeProvider>() }));
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<KeyValueStorage>(name));
        return services;
    }

    /// <summary>Adds what every application has.</summary>
    internal static IServiceCollection AddTcpApplication(this IServiceCollection services)
    {
        services.AddOptions<TcpApplicationOptions>().BindConfiguration(TcpApplicationOptions.Section).ValidateOnStart();
        services.TryAddSingleton<IValidateOptions<TcpApplicationOptions>, TcpApplicationOptionsValidator>();
        services.AddOptions<TcpSessionOptions>().BindConfiguration(TcpSessionOptions.Section).ValidateOnStart();
        services.TryAddSingleton<IValidateOptions<TcpSessionOptions>, TcpSessionOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISessionStore, MemorySessionStore>();
        services.TryAddSingleton<SessionSettingsFactory>();
        services.TryAddSingleton<ITcpServerFacts, RpcServerFacts>();
        services.TryAddScoped(typeof(Session<>));
        services.TryAddScoped<TcpContextAccessor>();
        return services.AddServerLink().AddBackground();
    }

    /// <summary>What runs beside the events, and what sees them.</summary>
    private static IServiceCollection AddBackground(this IServiceCollection services)
    {
        services.TryAddSingleton<TcpStopBudget>();
        services.TryAddSingleton<TcpOutcome>();
        services.TryAddSingleton(static provider => new TcpEvents(provider.GetRequiredService<ILogger<TcpApplication>>()));
        services.TryAddSingleton<TcpSignals>();
        services.TryAddSingleton<ITimerLeases, LockTimerLeases>();
        services.TryAddSingleton(static provider => new TcpTimers(
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<ITimerLeases>(),
            provider.GetRequiredService<ILogger<TcpApplication>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(static provider => new TcpLoops(
            provider,
            provider.GetRequiredService<TcpEvents>(),
            provider.GetRequiredService<ILogger<TcpApplication>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<TcpOutcome>(),
            provider.GetRequiredService<IHostApplicationLifetime>()));
        services.TryAddSingleton(static provider => new TcpStatistics(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<TcpMetrics>();
        services.TryAddSingleton<TcpWatchdog>();
        services.TryAddSingleton<TcpMonitor>();
        services.AddHealthChecks().AddCheck<TcpHealthCheck>(TcpTelemetry.HealthCheck);
        return services;
    }

    /// <summary>The link to the server and the clients over it. Whoever registers <see cref="RpcLinkOptions"/> says where the server is.</summary>
    private static IServiceCollection AddServerLink(this IServiceCollection services)
    {
        services.TryAddSingleton(static provider => provider.GetService<RpcLinkOptions>() is { } options
            ? new TcpServerLinkState(IsAvailable: true, options.Address?.ToString() ?? nameof(RpcLinkOptions.Connector))
            : new TcpServerLinkState(
                Environment.GetEnvironmentVariable(RoadRunnerEnvironment.RpcVariable) is { Length: > 0 } && provider.GetRequiredService<TcpApplicationStart>().Worker is not null,
                provider.GetRequiredService<TcpApplicationStart>().Environment.Rpc));
        services.TryAddSingleton(static provider => new RpcLink(provider.GetService<RpcLinkOptions>() ?? new RpcLinkOptions
        {
            Address = RelayAddress.Parse(provider.GetRequiredService<TcpApplicationStart>().Environment.Rpc),
            Logger = provider.GetRequiredService<ILogger<RpcLink>>(),
            TimeProvider = provider.GetRequiredService<TimeProvider>(),
        }));
        services.TryAddSingleton<IRpcCaller>(static provider => provider.GetRequiredService<RpcLink>());
        services.TryAddSingleton(static provider => new LockClient(provider.GetRequiredService<IRpcCaller>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(static provider => new TcpServiceClient(provider.GetRequiredService<IRpcCaller>()));
        services.TryAddSingleton(static provider => new ServerClient(provider.GetRequiredService<IRpcCaller>()));
        services.TryAddSingleton(static provider => new InformerClient(provider.GetRequiredService<IRpcCaller>()));
        services.AddSingleton<IHostedService, TcpServerLink>();
        services.AddSingleton<IHostedService, TcpServerCheck>();
        return services;
    }
}
