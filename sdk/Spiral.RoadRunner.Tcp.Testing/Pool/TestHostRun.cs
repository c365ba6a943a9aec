using Microsoft.Extensions.Logging;
using RoadRunner.Host;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.InProcess;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>The host behind a <see cref="TcpTestHost"/>, from its start to its end.</summary>
internal sealed class TestHostRun(
    TcpTestHostOptions options, RrConfiguration configuration, TestPool pool, TestLog log, RuleBook rules, Type? builder)
{
    private readonly Lock _gate = new();
    private readonly ILoggerFactory _loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(options.LogLevel).AddFilter("Microsoft", LogLevel.Warning).AddProvider(log));
    private Task<RoadRunnerHost>? _host;
    private RpcLink? _link;
    private StaticFieldWatch? _fields;

    public HostActivity Activity { get; } = new();

    /// <summary>Gets or sets whether the test has failed already.</summary>
    public bool HasFailed { get; set; }

    /// <summary>Gets the host, which has been started.</summary>
    public RoadRunnerHost Host => _host is { IsCompletedSuccessfully: true } host
#pragma warning disable VSTHRD002, VSTHRD104 // The task has ended.
        ? host.Result
#pragma warning restore VSTHRD002, VSTHRD104
        : throw new InvalidOperationException("The host has not been started: connect a client first.");

    public Task<RoadRunnerHost> StartAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _host ??= StartOnceAsync(cancellationToken);
        }
    }

    public ReadOnlyMemory<byte> DelimiterOf(string server) => configuration.Tcp.Servers.First(one => one.Name == server).Delimiter;

    /// <summary>Returns the name of a storage: the one there is, when none is named.</summary>
    /// <exception cref="ArgumentException">There are others, or none.</exception>
    public string StorageOrOnly(string? storage) => storage ?? (configuration.KeyValue?.Storages is [var only]
        ? only.Name
        : throw new ArgumentException($"Name the storage; there are: {string.Join(", ", configuration.KeyValue?.Storages.Select(static one => one.Name) ?? [])}.", nameof(storage)));

    /// <summary>Returns a link of the test's own.</summary>
    public async Task<RpcLink> OpenLinkAsync(CancellationToken cancellationToken)
    {
        RpcLink link;
        lock (_gate)
        {
            link = _link ??= new RpcLink(new RpcLinkOptions { Connector = _ => new ValueTask<Stream>(Host.OpenRpc()) });
        }

        await link.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return link;
    }

    /// <summary>Looks for fields that outlive events.</summary>
    public void CheckFields() => _fields?.Report(rules);

    /// <summary>Ends everything; the clients have left.</summary>
    /// <param name="stuck">Called when an event does not end.</param>
    public async Task EndAsync(Action stuck)
    {
        if (_host is not null)
        {
            await Activity.WhenIdleAsync().WaitAsync(options.HandlerLimit, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!Activity.IsIdle)
            {
                stuck();
            }
        }

        if (_link is not null)
        {
            await _link.DisposeAsync().ConfigureAwait(false);
        }

        try
        {
            if (_host is { IsCompletedSuccessfully: true } host)
            {
                await (await host.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            foreach (var worker in pool.Workers.Where(static worker => worker.IsOwned))
            {
                await worker.Application.DisposeAsync().ConfigureAwait(false);
            }

            _loggers.Dispose();
        }
    }

    private async Task<RoadRunnerHost> StartOnceAsync(CancellationToken cancellationToken)
    {
        var host = await RoadRunnerHost.StartAsync(
            configuration,
            new RoadRunnerHostOptions { Executor = pool, Listens = false, Loggers = _loggers, Time = options.Time, WorkerStopTimeout = TimeSpan.Zero },
            cancellationToken).ConfigureAwait(false);
        _fields = StaticFieldWatch.Begin(pool.Workers[0].Application, builder, options.AllowedStatics);
        ConsoleWatch.Install();
        return host;
    }
}
