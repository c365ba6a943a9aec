using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.KeyValue;
using RoadRunner.Host.Rpc;
using RoadRunner.Host.Tcp;
using RoadRunner.Host.Workers;
using Spiral.Goridge;

namespace RoadRunner.Host;

/// <summary>A running server: listeners, connections and the pool of worker processes behind them.</summary>
/// <remarks>
/// It starts from the inside out (RPC, workers, listeners) and stops from the outside in: listeners close, events in flight end
/// and every connection gets its Close event, all within <c>host.limits.drain_timeout</c>; then the workers get the stop
/// command, and after ten seconds the kill; the RPC connections that were there stay until then. Safe to use from any thread.
/// </remarks>
public sealed class RoadRunnerHost : IAsyncDisposable
{
    /// <summary>The version of RoadRunner that the host is on the wire; workers see it as <c>RR_VERSION</c>.</summary>
    public const string WireVersion = "2025.1.15";

    private readonly RrConfiguration _configuration;
    private readonly RoadRunnerHostOptions _options;
    private readonly ILogger _logger;
    private readonly WorkerPool _pool;
    private readonly SharedState _state;
    private readonly RpcServer? _rpc;
    private readonly ConnectionRegistry _connections = new();
    private readonly List<TcpServer> _servers = [];
    private readonly Lock _gate = new();
    private Task? _stopped;
    private bool _isStarted;

    private RoadRunnerHost(RrConfiguration configuration, RoadRunnerHostOptions options, SharedState state, RpcServer? rpc)
    {
        _configuration = configuration;
        _options = options;
        _logger = options.Loggers.CreateLogger(HostLogChannels.Tcp);
        _pool = new WorkerPool(PoolComposition.Create(configuration, options, rpc?.Address), options.Time, options.Loggers.CreateLogger(HostLogChannels.Server));
        _state = state;
        _rpc = rpc;
        rpc?.Serve(RpcServices.Create(configuration, _pool, _connections, state, options));
    }

    /// <summary>Gets the servers, in the order of the configuration.</summary>
    public IReadOnlyList<TcpServerInfo> Servers =>
        [.. _servers.Zip(_configuration.Tcp.Servers, static (server, configured) => new TcpServerInfo(server.Name, server.Address, configured.Delimiter))];

    /// <summary>Gets where the RPC server listens, a port 0 having become the real one; null when the configuration has no section <c>rpc</c>.</summary>
    public RelayAddress? RpcAddress => _rpc?.Address;

    /// <summary>Gets the workers of this moment.</summary>
    public IReadOnlyList<WorkerInfo> Workers => _pool.Snapshot();

    /// <summary>Starts RPC, then the workers, which are told its address, then the listeners.</summary>
    /// <param name="configuration">What to run.</param>
    /// <param name="options">Logging and clock; null means none and the system's.</param>
    /// <param name="cancellationToken">Gives up the start; everything that was started is stopped again.</param>
    /// <returns>A host that accepts connections; stop it with <see cref="StopAsync"/>.</returns>
    /// <exception cref="WorkerStartException">A worker could not be started or did not complete its handshake in time.</exception>
    /// <exception cref="TcpListenException">A server or RPC cannot listen on its address.</exception>
    /// <exception cref="KeyValueStartException">A file that the section <c>kv</c> names cannot be used.</exception>
    public static async Task<RoadRunnerHost> StartAsync(
        RrConfiguration configuration,
        RoadRunnerHostOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        options ??= new RoadRunnerHostOptions();
        var state = SharedState.Create(configuration, options);
        var host = new RoadRunnerHost(configuration, options, state, await ListenRpcAsync(configuration, options, state, cancellationToken));
        try
        {
            await host._pool.StartAsync(cancellationToken);
            await host.ListenAsync(cancellationToken);
            host._isStarted = true;
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops in the order described above. A second call waits for the first one.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            return _stopped ??= StopOnceAsync();
        }
    }

    /// <summary>Kills the workers and leaves everything else to the end of the process: the answer to a second stop signal.</summary>
    public void Kill() => _pool.Kill();

    /// <summary>Stops the host if nobody has.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var server in _servers)
        {
            server.Dispose();
        }

        await _pool.DisposeAsync();
        if (_rpc is not null)
        {
            await _rpc.DisposeAsync();
        }

        await _state.DisposeAsync();
    }

    private static async Task<RpcServer?> ListenRpcAsync(
        RrConfiguration configuration, RoadRunnerHostOptions options, SharedState state, CancellationToken cancellationToken)
    {
        if (configuration.Rpc is not { } configured)
        {
            return null;
        }

        var rpc = new RpcServer(new RpcServerOptions(WorkingDirectory.Resolve(configured.Address, configuration.WorkingDirectory)), options.Time, options.Loggers);
        try
        {
            await rpc.StartAsync(cancellationToken);
            return rpc;
        }
        catch
        {
            await rpc.DisposeAsync();
            await state.DisposeAsync();
            throw;
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        foreach (var configured in _configuration.Tcp.Servers)
        {
            var address = WorkingDirectory.Resolve(configured.Address, _configuration.WorkingDirectory);
            var options = new TcpServerOptions(configured.Name, address, configured.Delimiter, _configuration.Host.Limits.MaxMessageBytes)
            {
                Origin = $"tcp.servers.{configured.Name}.addr ({Path.GetFileName(_configuration.File)}:{configured.Line})",
            };
            var server = new TcpServer(options, _pool, _connections, _options.Loggers);
            _servers.Add(server);
            await server.StartAsync(cancellationToken);
        }
    }

    private async Task StopOnceAsync()
    {
        // Workers need RPC to the end; new clients of it are refused at once.
        var served = ServedAsync();
        await Task.WhenAll(served, _rpc?.StopAsync(served) ?? Task.CompletedTask);
    }

    private async Task ServedAsync()
    {
        var grace = _configuration.Endure.GracePeriod;
        var drain = _configuration.Host.Limits.DrainTimeout;
        _pool.BeginDrain();
        using var drained = new CancellationTokenSource(drain < grace ? drain : grace, _options.Time);
        await Task.WhenAll(_servers.Select(server => server.StopAsync(drained.Token)));
        Log("listeners closed, connections ended", drained.IsCancellationRequested ? 1 : 0);
        var killed = await _pool.StopAsync();
        Log("workers stopped", killed);
    }

    /// <summary>The way back from a start that failed is not worth a record: its reason is the one thing to be read.</summary>
    private void Log(string step, int forced)
    {
        if (_isStarted)
        {
            HostLog.Stopping(_logger, step, forced);
        }
    }
}
