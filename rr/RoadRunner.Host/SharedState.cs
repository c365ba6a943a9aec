using RoadRunner.Host.AppLog;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.KeyValue;
using RoadRunner.Host.Locks;
using RoadRunner.Host.Metrics;

namespace RoadRunner.Host;

/// <summary>What the workers of a host share by way of RPC: storages, locks, metrics, log.</summary>
internal sealed class SharedState : IAsyncDisposable
{
    private SharedState(StorageRegistry? storages, MetricsRegistry? metrics, AppLogger app, LockManager locks)
    {
        Storages = storages;
        Metrics = metrics;
        App = app;
        Locks = locks;
    }

    /// <summary>Gets the storages of the section <c>kv</c>; null when there is none.</summary>
    public StorageRegistry? Storages { get; }

    /// <summary>Gets the collectors of applications; null without a section <c>metrics</c>.</summary>
    public MetricsRegistry? Metrics { get; }

    public AppLogger App { get; }

    public LockManager Locks { get; }

    /// <summary>Makes what a configuration asks for. Nothing is connected.</summary>
    /// <exception cref="KeyValueStartException">A certificate file that the configuration names cannot be used.</exception>
    public static SharedState Create(RrConfiguration configuration, RoadRunnerHostOptions options) => new(
        configuration.KeyValue is null ? null : StorageRegistry.Create(configuration, options.Loggers, options.Time),
        configuration.Metrics is { } metrics ? new MetricsRegistry(metrics.Collectors) : null,
        new AppLogger(options.Loggers.CreateLogger(HostLogChannels.App), options.StandardError),
        new LockManager(options.Time));

    public async ValueTask DisposeAsync()
    {
        Locks.Dispose();
        if (Storages is not null)
        {
            await Storages.DisposeAsync();
        }
    }
}
