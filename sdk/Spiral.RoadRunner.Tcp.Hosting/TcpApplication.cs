using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>An application that serves TCP connections: services, mapped to the servers of a RoadRunner configuration.</summary>
/// <remarks>
/// <para>
/// The same application runs as a worker of Go RoadRunner or of the embedded host, by itself with <c>--standalone</c>, and in a test
/// without a process or a port.
/// </para>
/// <para>Map first, then run: what is mapped after the start throws. Mapping is not safe for several threads at once.</para>
/// </remarks>
public sealed partial class TcpApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TcpApplicationStart _start;
    private readonly Dictionary<string, TcpServerBuilder> _servers = new(StringComparer.Ordinal);
    private readonly List<Func<IServiceProvider, TcpHandler, TcpHandler>> _middleware = [];
    private TcpDispatcher? _dispatcher;

    internal TcpApplication(IHost host, TcpApplicationStart start)
    {
        _host = host;
        _start = start;
        Logger = host.Services.GetRequiredService<ILogger<TcpApplication>>();
    }

    /// <inheritdoc/>
    public IServiceProvider Services => _host.Services;

    /// <summary>Gets the configuration.</summary>
    public IConfiguration Configuration => Services.GetRequiredService<IConfiguration>();

    /// <summary>Gets what fires when the application has started, begins to stop, has stopped.</summary>
    public IHostApplicationLifetime Lifetime => Services.GetRequiredService<IHostApplicationLifetime>();

    /// <summary>Gets a logger with the name of the application.</summary>
    public ILogger Logger { get; }

    /// <summary>Gets the servers that were mapped so far, in the order of their mapping.</summary>
    public IReadOnlyCollection<TcpServerBuilder> MappedServers => _servers.Values;

    /// <summary>Gets what brings events to the handlers.</summary>
    /// <exception cref="InvalidOperationException">The application has not started.</exception>
    public TcpDispatcher Dispatcher => _dispatcher ?? throw new InvalidOperationException("The application has not started: its servers can still be mapped.");

    internal TcpLifecycle Lifecycle { get; } = new();

    /// <summary>Begins an application that is what this process is for. Call it before anything else in <c>Main</c>.</summary>
    /// <param name="args">The arguments of the program: <c>--standalone</c>, and configuration as <c>--Tcp:SlowHandler 00:00:02</c>.</param>
    /// <returns>The builder. Under a server stdout and stdin are the wire from now on: what is printed goes to the server's log.</returns>
    /// <exception cref="FormatException">The relay address of the environment is none.</exception>
    /// <exception cref="IOException">The standard streams could not be moved.</exception>
    public static TcpApplicationBuilder CreateBuilder(params string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return new TcpApplicationBuilder(TcpApplicationStart.OfProcess(args));
    }

    /// <summary>Begins an application inside another program, such as a test: nothing of the process is touched.</summary>
    /// <param name="args">Configuration as <c>--Tcp:SlowHandler=00:00:02</c>.</param>
    public static TcpApplicationBuilder CreateEmbeddedBuilder(params string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return new TcpApplicationBuilder(TcpApplicationStart.Inside(args));
    }

    /// <summary>Says what a server does with its connections.</summary>
    /// <param name="name">The name of the server under <c>tcp.servers</c>; not case-sensitive.</param>
    /// <returns>The same builder each time for the same name.</returns>
    /// <exception cref="InvalidOperationException">The application has started.</exception>
    public TcpServerBuilder MapServer(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ThrowIfStarted();

        // Servers are told in lower case, as they come from the configuration.
        var key = name.ToLowerInvariant();
        return _servers.TryGetValue(key, out var server) ? server : _servers[key] = new TcpServerBuilder(this, key);
    }

    /// <summary>Puts something in front of the handlers of all servers, and of what these put there themselves.</summary>
    /// <param name="middleware">Gets what happened and the rest of the way, see <see cref="ITcpMiddleware"/>.</param>
    public TcpApplication Use(Func<TcpContext, TcpHandler, ValueTask<TcpReply>> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        ThrowIfStarted();
        _middleware.Add((_, next) => context => middleware(context, next));
        return this;
    }

    /// <summary>Puts something in front of the handlers of all servers, and of what these put there themselves.</summary>
    /// <typeparam name="TMiddleware">Made once for each server, at the start, with its dependencies from the services of the application.</typeparam>
    /// <param name="arguments">Constructor arguments that are no services, such as options.</param>
    public TcpApplication Use<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMiddleware>(params object[] arguments)
        where TMiddleware : class, ITcpMiddleware
    {
        ThrowIfStarted();
        _middleware.Add((services, next) => TcpPipeline.Around(TcpPipeline.Create<TMiddleware>(services, arguments), next));
        return this;
    }

    /// <summary>Runs the application until it is told to stop: as a worker when a server has started the process, by itself with <c>--standalone</c>.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <remarks>
    /// The exit code of the process becomes 1 when the start fails, a loop crashes or the server is lost, and 2 when nobody is there to serve for: a line
    /// on stderr says why. Nothing is thrown for either.
    /// </remarks>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        await using var self = this.ConfigureAwait(false);
        var exitCode = await TcpApplicationRun.RunAsync(this, _start, cancellationToken).ConfigureAwait(false);
        exitCode = exitCode == 0 ? Services.GetRequiredService<TcpOutcome>().ExitCode : exitCode;
        if (exitCode != 0)
        {
            Environment.ExitCode = exitCode;
        }
    }

    /// <summary>Starts the application: services prepare, timers and loops begin, and under a server the first event is waited for.</summary>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="TcpServiceStartException">A service failed.</exception>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message names it.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default) => _host.StartAsync(cancellationToken);

    /// <summary>Stops the application: the event in flight ends, then everything else, within <see cref="TcpApplicationOptions.StopTimeout"/>.</summary>
    /// <param name="cancellationToken">Gives up the waiting.</param>
    public Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <summary>Ends the services. Prefer <see cref="DisposeAsync"/>.</summary>
    public void Dispose()
    {
        _host.Dispose();
        _start.Worker?.Dispose();
    }

    /// <summary>Ends the services.</summary>
    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)_host).DisposeAsync().ConfigureAwait(false);
        _start.Worker?.Dispose();
    }

    internal void AddLifecycle<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TService>()
        where TService : TcpService => Lifecycle.Add<TService>();

    internal void ThrowIfStarted()
    {
        if (_dispatcher is not null)
        {
            throw new InvalidOperationException("The application has started; map servers and middleware before.");
        }
    }

    /// <summary>Puts everything together that was mapped.</summary>
    internal void Freeze()
    {
        var options = Services.GetRequiredService<IOptions<TcpApplicationOptions>>().Value;
        var servers = _servers.Values.Select(server => server.Build(Services, NotHandled, Around)).ToArray();
        _dispatcher = new TcpDispatcher(
            servers, Services.GetRequiredService<IServiceScopeFactory>(), options, Logger, Services.GetRequiredService<TcpMonitor>(), Lifetime.ApplicationStopping)
        {
            Capture = TcpCapture.Find(Services),
        };
    }

    private TcpHandler Around(TcpHandler handler)
    {
        for (var index = _middleware.Count - 1; index >= 0; index--)
        {
            handler = _middleware[index](Services, handler);
        }

        return handler;
    }

    private ValueTask<TcpReply> NotHandled(TcpContext context)
    {
        if (context.Event == TcpEvent.Data)
        {
            HostingLog.NotHandled(Logger, context.ConnectionUuid, context.Server);
        }

        return TcpReply.Read;
    }
}
