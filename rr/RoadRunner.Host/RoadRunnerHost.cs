using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Http;
using RoadRunner.Host.KeyValue;
using RoadRunner.Host.Rpc;
using RoadRunner.Host.Tcp;
using RoadRunner.Host.Workers;
using Spiral.Goridge;

namespace RoadRunner.Host;

/// <summary>A running server: listeners, connections, and the pool of worker processes or the executor behind them.</summary>
/// <remarks>
/// It starts from the inside out (RPC, HTTP endpoints, workers, listeners) and stops from the outside in: listeners close, events in flight end
/// and every connection gets its Close event, all within <c>host.limits.drain_timeout</c>; then the workers get the stop
/// command, and after ten seconds, or when <c>endure.grace_period</c> is over for all of it, the kill; RPC stays until then, for workers
/// that still start, and so do the HTTP endpoints. With an <see cref="RoadRunnerHostOptions.Executor"/> there are no workers: after
/// the drain events are cancelled, and Close events after the same ten seconds. Safe to use from any thread.
/// </remarks>
public sealed partial class RoadRunnerHost : IAsyncDisposable
{
    /// <summary>The version of RoadRunner that the host is on the wire; workers see it as <c>RR_VERSION</c>.</summary>
    public const string WireVersion = "2025.1.15";

    private readonly RrConfiguration _configuration;
    private readonly RoadRunnerHostOptions _options;
    private readonly ILogger _logger;
    private readonly HostSteps _steps;
    private readonly IEventEngine _engine;
    private readonly SharedState _state;
    private readonly RpcServer _rpc;
    private readonly ConnectionRegistry _connections = new();
    private readonly TcpServers _servers;
    private readonly HostView _view;
    private readonly HttpEndpoints _http;
    private bool _isStarted;
    private IEventExecutor? _startedExecutor;

    private RoadRunnerHost(RrConfiguration configuration, RoadRunnerHostOptions options, SharedState state, RpcServer rpc, RecentProblems problems)
    {
        _configuration = configuration;
        _options = options;
        _logger = options.Loggers.CreateLogger(HostLogChannels.Tcp);
        _steps = new HostSteps(options.Loggers.CreateLogger(HostLogChannels.Endure), options.Time);
        _engine = options.Executor is { } executor
            ? new InProcessEngine(executor, options.WorkerStopTimeout, options.Time)
            : EngineComposition.Create(configuration, options, rpc.Address);
        _servers = new TcpServers(configuration, options);
        _state = state;
        _rpc = rpc;
        _view = new HostView(_engine.Pools, _servers.Describe, options.Time);
        _http = new HttpEndpoints(configuration, options, state, _view, problems);
        rpc.Serve(RpcServices.Create(configuration, _engine.Workers, _connections, state, _view, options));
    }

    /// <summary>Gets the servers, in the order of the configuration.</summary>
    public IReadOnlyList<TcpServerInfo> Servers => _servers.Describe();

    /// <summary>Gets where the RPC server listens, a port 0 having become the real one; null when the configuration has no section <c>rpc</c> or the host does not listen.</summary>
    public RelayAddress? RpcAddress => _rpc.Address;

    /// <summary>Gets where <c>status.address</c> is served over HTTP, a port 0 having become the real one; null when the configuration has no such address or the host does not listen.</summary>
    public RelayAddress? StatusAddress => _http.StatusAddress;

    /// <summary>Gets where <c>metrics.address</c> is served over HTTP, a port 0 having become the real one; null when the configuration has no section <c>metrics</c> or the host does not listen.</summary>
    public RelayAddress? MetricsAddress => _http.MetricsAddress;

    /// <summary>Gets the worker processes of this moment; none with an <see cref="RoadRunnerHostOptions.Executor"/>.</summary>
    public IReadOnlyList<WorkerInfo> Workers => _engine.Workers.Snapshot();

    /// <summary>Gets what can be asked of the worker processes.</summary>
    internal IManagedWorkers ManagedWorkers => _engine.Workers;

    /// <summary>Starts RPC and the HTTP endpoints, then the workers, which are told the address of RPC, then the listeners; what the options leave out is not started.</summary>
    /// <param name="configuration">What to run.</param>
    /// <param name="options">Logging, clock and who handles the events; null means none, the system's, and worker processes.</param>
    /// <param name="cancellationToken">Gives up the start; everything that was started is stopped again.</param>
    /// <returns>A host that takes connections; stop it with <see cref="StopAsync"/>.</returns>
    /// <exception cref="ArgumentException">
    /// The configuration was made in code and has no servers, a server name twice or of a wrong form, an empty delimiter, or neither a
    /// command nor an <see cref="RoadRunnerHostOptions.Executor"/>.
    /// </exception>
    /// <exception cref="WorkerStartException">A worker could not be started or did not complete its handshake in time.</exception>
    /// <exception cref="TcpListenException">A server, RPC or an HTTP endpoint cannot listen on its address, or a file of a server's certificate cannot be used.</exception>
    /// <exception cref="KeyValueStartException">A file that the section <c>kv</c> names cannot be used.</exception>
    public static async Task<RoadRunnerHost> StartAsync(
        RrConfiguration configuration,
        RoadRunnerHostOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        options ??= new RoadRunnerHostOptions();
        ConfigurationCheck.ThrowIfUnusable(configuration, needsCommand: options.Executor is null);
        var problems = new RecentProblems(options.Time);
        options = options.With(new WatchedLoggers(options.Loggers, problems));
        var state = SharedState.Create(configuration, options);
        var host = new RoadRunnerHost(configuration, options, state, await RpcComposition.StartAsync(configuration, options, state, cancellationToken), problems);
        try
        {
            await host._http.StartAsync(cancellationToken);
            host._steps.Started("rpc and http");
            host._servers.Create(host._engine, host._connections);
            await host._engine.StartAsync(cancellationToken);
            await host.StartExecutorAsync(cancellationToken);
            host._steps.Started(host.WhoHandles);
            await host._servers.StartAsync(cancellationToken);
            host._steps.Started("servers");
            host._isStarted = true;
            host._view.Health.Started();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lists the keys of a storage whose values are kept in the memory of this host.</summary>
    /// <param name="storage">The name of a storage of the section <c>kv</c>, in lower case.</param>
    /// <returns>The keys that have not expired, in no order; a copy.</returns>
    /// <exception cref="ArgumentException">There is no such storage, or its values are kept elsewhere.</exception>
    public IReadOnlyList<string> ListKeys(string storage)
    {
        ArgumentNullException.ThrowIfNull(storage);
        return _state.Storages?.Find(storage) is MemoryStore store
            ? store.ListKeys()
            : throw new ArgumentException($"there is no storage \"{storage}\" in the memory of this host; there are: {string.Join(", ", _state.Storages?.Names ?? [])}", nameof(storage));
    }

    /// <summary>Runs one connection of a server over any transport, from its Connected event to its Close event, as if it came from the server's listener.</summary>
    /// <remarks>
    /// The limits hold for it: a client that is refused gets no event. TLS and the PROXY protocol are matters of the listener: the transport brings plain bytes.
    /// </remarks>
    /// <param name="serverName">The name of a server of the configuration, in any case.</param>
    /// <param name="connection">
    /// The transport; both ends of it are completed when the task ends. Its <see cref="BaseConnectionContext.RemoteEndPoint"/> may be null.
    /// The caller disposes it.
    /// </param>
    /// <returns>
    /// A task that ends with the connection, and never because of what its client does. A stopping host ends the connection as any
    /// other, and waits for it; RPC's <c>tcp.Close</c> ends it too, without a socket not before the event that is in flight.
    /// </returns>
    /// <exception cref="ArgumentException">There is no such server; the message names those there are.</exception>
    /// <exception cref="InvalidOperationException">The host is stopping; the transport has not been touched.</exception>
    public Task ServeAsync(string serverName, ConnectionContext connection)
    {
        ArgumentNullException.ThrowIfNull(serverName);
        ArgumentNullException.ThrowIfNull(connection);
        return _servers.Find(serverName).ServeAsync(connection);
    }

    /// <summary>Serves one RPC connection over any transport, as if it came from the RPC listener, which need not be there.</summary>
    /// <param name="connection">The transport; both ends of it are completed when the task ends. The caller disposes it.</param>
    /// <returns>A task that ends when the client has left or the host has stopped, and never because of what its client does.</returns>
    /// <exception cref="InvalidOperationException">The host is stopping; the transport has not been touched.</exception>
    public Task ServeRpcAsync(ConnectionContext connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return _rpc.ServeAsync(connection);
    }

    /// <summary>Replaces all workers as <c>host.reset</c> says; connections stay. What happens is logged. Resets come one after the other.</summary>
    /// <returns>A task that ends when the last old worker is gone. With an <see cref="RoadRunnerHostOptions.Executor"/> there is nothing to do.</returns>
    /// <exception cref="WorkerException">A new worker did not start, and the old ones that are left go on; or the host is stopping.</exception>
    public async Task ResetAsync()
    {
        HostLog.ResetStarted(_logger);
        try
        {
            await _engine.Workers.ResetAsync();
        }
        catch (WorkerException failure)
        {
            HostLog.ResetFailed(_logger, failure.Message);
            throw;
        }

        HostLog.ResetDone(_logger);
    }

    private async Task StartExecutorAsync(CancellationToken cancellationToken)
    {
        if (_options.Executor is { } executor)
        {
            await executor.StartAsync(this, cancellationToken);
            _startedExecutor = executor;
        }
    }
}
