using System.Net;
using RoadRunner.Host.InProcess;
using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>An application under test: the embedded host with its connection loop, framing, storages and locks, without a port, a process or a clock that runs.</summary>
/// <remarks>
/// <para>
/// Events are dealt in turn to several instances of the application, each with services of its own, as to the processes of a pool;
/// each instance has one event at a time. The instances share the host's key-value storages and locks.
/// </para>
/// <para>Safe to use from any thread. Many hosts may run at once.</para>
/// </remarks>
public sealed partial class TcpTestHost : IAsyncDisposable
{
    private const int FirstClientPort = 50001;
    private const int ClientPorts = 10_000;
    private const int MostWorkers = 64;

    private readonly TcpTestHostOptions _options;
    private readonly TestPool _pool;
    private readonly TestHostRun _run;
    private readonly TestLog _log;
    private readonly RuleBook _rules;
    private readonly List<TcpTestClient> _clients = [];
    private readonly Lock _gate = new();
    private bool _isDisposed;
    private int _connections;

    private TcpTestHost(TcpTestHostOptions options, TestPool pool, TestHostRun run, TestLog log, RuleBook rules)
    {
        _options = options;
        _pool = pool;
        _run = run;
        _log = log;
        _rules = rules;
    }

    /// <summary>Gets the clock of the application and its storages; move it with <see cref="AdvanceAsync"/>.</summary>
    public ManualTimeProvider Time => _options.Time;

    /// <summary>Gets the instances of the application; the first one gets the first event.</summary>
    public IReadOnlyList<TcpApplication> Applications => [.. _pool.Workers.Select(static worker => worker.Application)];

    /// <summary>Gets what the application and the host have logged: the last 10,000 records.</summary>
    public IReadOnlyList<string> Log => _log.Lines;

    /// <summary>Gets the rules that were broken so far; those about fields are looked for when the host ends, and by <see cref="AssertClean"/>.</summary>
    public IReadOnlyList<string> Violations => _rules.Violations;

    internal HostActivity Activity => _run.Activity;

    internal TimeSpan HandlerLimit => _options.HandlerLimit;

    /// <summary>Starts a host with its instances of an application.</summary>
    /// <param name="build">Makes an instance, as <c>Main</c> does: maps servers on the application of the builder. Called once for each worker.</param>
    /// <param name="configure">Sets the options; null leaves the defaults.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="TcpServiceStartException">A service failed to start.</exception>
    /// <exception cref="ArgumentException">An option is wrong; the message names it.</exception>
    public static async Task<TcpTestHost> StartAsync(
        Func<TcpApplicationBuilder, TcpApplication> build, Action<TcpTestHostOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(build);
        var options = Options(configure);
        var log = new TestLog(options.LogLevel, options.Output);
        var makers = new TestWorkers(options, log);
        TestWorker[] workers = [.. Enumerable.Range(1, options.Workers).Select(number => makers.Create(number, build))];
        var host = Create(options, log, workers, makers.Link, makers.Storages, build.Method.DeclaringType);
        try
        {
            await host._run.StartAsync(cancellationToken).ConfigureAwait(false);
            return host;
        }
        catch
        {
            await host.DisposeAsync(checksRules: false).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes a host for an application that is there already, as its only worker. It is started with the first connection.</summary>
    /// <param name="application">From <see cref="TcpApplication.CreateEmbeddedBuilder"/>, not started yet. It is stopped with the host, and not disposed.</param>
    /// <param name="configure">Sets the options; null leaves the defaults. What concerns builders and services comes too late.</param>
    /// <remarks>
    /// The application reaches the host's storages and locks when its builder had <c>AddStandalone()</c>; name the storages in the
    /// options. It follows <see cref="Time"/> when that is the <see cref="TimeProvider"/> among its services.
    /// </remarks>
    public static TcpTestHost Create(TcpApplication application, Action<TcpTestHostOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(application);
        var options = Options(configure);
        if (application.Services.GetService(typeof(TimeProvider)) is ManualTimeProvider time)
        {
            options.Time = time;
        }

        var link = (InProcessLink?)application.Services.GetService(typeof(InProcessLink));
        TestWorker[] workers = [new TestWorker(1, application, IsOwned: false)];
        return Create(options, new TestLog(options.LogLevel, options.Output), workers, link, [.. options.Storages], builder: null);
    }

    /// <summary>Connects a client.</summary>
    /// <param name="server">The name of the server, in any case; null when there is only one.</param>
    /// <param name="remote">The address of the client; null makes one: 127.0.0.1 and a port that counts up from 50001.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A client whose first event has been begun; the host disposes it.</returns>
    /// <exception cref="ArgumentException">There is no such server, or several and none was named.</exception>
    public async Task<TcpTestClient> ConnectAsync(string? server = null, EndPoint? remote = null, CancellationToken cancellationToken = default)
    {
        var host = await _run.StartAsync(cancellationToken).ConfigureAwait(false);
        string[] names = [.. host.Servers.Select(static one => one.Name)];
        var name = server?.ToLowerInvariant() ?? (names is [var only] ? only : "");
        if (!names.Contains(name, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"{(server is null ? "Name the server" : $"There is no server \"{server}\"")}; the servers are {string.Join(", ", names)}.", nameof(server));
        }

        TcpTestClient client;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var transport = new TestTransport(Activity, _pool, name, remote ?? new IPEndPoint(IPAddress.Loopback, FirstClientPort + (_connections++ % ClientPorts)));
            client = new TcpTestClient(this, transport, _run.DelimiterOf(name));
            _clients.Add(client);
            transport.Open(host);
        }

        await client.WhenOpenAsync(cancellationToken).ConfigureAwait(false);
        return client;
    }

    internal TcpTestException Failure(string message)
    {
        _run.HasFailed = true;
        return new TcpTestException(message);
    }

    internal async Task<(TcpResponse Answer, byte[] Reply)> DispatchAsync(CaptureRecord record, CancellationToken cancellationToken)
    {
        await _run.StartAsync(cancellationToken).ConfigureAwait(false);
        return await _pool.ExecuteAsync(
            new TcpIncoming(record.Event, record.Server, record.ConnectionUuid, record.RemoteAddress, new(record.Body))).ConfigureAwait(false);
    }

    internal void Forget(TcpTestClient client)
    {
        lock (_gate)
        {
            _clients.Remove(client);
        }
    }

    private static TcpTestHostOptions Options(Action<TcpTestHostOptions>? configure)
    {
        var options = new TcpTestHostOptions();
        configure?.Invoke(options);
        return options.Workers is >= 1 and <= MostWorkers
            ? options
            : throw new ArgumentException($"{nameof(options.Workers)} is {options.Workers}; it has to be from 1 to {MostWorkers}.", nameof(configure));
    }

    private static TcpTestHost Create(
        TcpTestHostOptions options, TestLog log, TestWorker[] workers, InProcessLink? link, IReadOnlyCollection<string> storages, Type? builder)
    {
        var rules = new RuleBook(options);
        var configuration = TestConfiguration.Create(options, workers[0].Application, storages);
        var pool = new TestPool(workers, configuration, link, rules);
        return new TcpTestHost(options, pool, new TestHostRun(options, configuration, pool, log, rules, builder), log, rules);
    }

    private TcpTestClient[] Clients()
    {
        lock (_gate)
        {
            return [.. _clients];
        }
    }
}
