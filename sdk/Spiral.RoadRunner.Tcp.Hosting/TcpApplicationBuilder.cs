using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Collects what an application is made of: services, configuration, logging.</summary>
/// <remarks>Made by <see cref="TcpApplication.CreateBuilder"/>; not safe for several threads at once.</remarks>
public sealed class TcpApplicationBuilder : IHostApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly TcpApplicationStart _start;

    internal TcpApplicationBuilder(TcpApplicationStart start)
    {
        _start = start;
        _host = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            DisableDefaults = true,
            ApplicationName = start.ApplicationName,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = System.Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT"),
        });

        // A worker is watched by its server, not by its files: a change of them needs a reset, so nothing looks for one.
        Configuration.AddJsonFile("appsettings.json", optional: true, reloadOnChange: false);
        Configuration.AddJsonFile($"appsettings.{_host.Environment.EnvironmentName}.json", optional: true, reloadOnChange: false);
        Configuration.AddEnvironmentVariables();
        Configuration.AddCommandLine([.. start.ConfigurationArguments]);

        // Every worker of a pool connects to its server: that is news when it fails, not when it succeeds.
        Logging.AddFilter(typeof(RpcLink).Namespace, LogLevel.Warning);
        Logging.AddConfiguration(Configuration.GetSection("Logging"));
        if (start.IsProcess)
        {
            Logging.AddProvider(new StderrLoggerProvider());
        }

        Services.AddTcpApplication();
        Services.AddSingleton(start);
        Services.AddSingleton<IHostLifetime, TcpHostLifetime>();
    }

    /// <summary>Gets the services of the application.</summary>
    public IServiceCollection Services => _host.Services;

    /// <summary>Gets the configuration: <c>appsettings.json</c> beside the program, environment variables, command line.</summary>
    public ConfigurationManager Configuration => _host.Configuration;

    /// <summary>Gets the logging: one line for each record on stderr, which the server copies to its own log.</summary>
    public ILoggingBuilder Logging => _host.Logging;

    /// <summary>Gets where the application runs: its name, its content root, its environment.</summary>
    public IHostEnvironment Environment => _host.Environment;

    /// <summary>Gets a value indicating whether a server has started this process, so that the application is one of its workers.</summary>
    public bool IsWorker => _start.Worker is not null;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => _host.Metrics;

    IDictionary<object, object> IHostApplicationBuilder.Properties => ((IHostApplicationBuilder)_host).Properties;

    IConfigurationManager IHostApplicationBuilder.Configuration => _host.Configuration;

    /// <summary>Makes the application. To be called once.</summary>
    /// <returns>An application whose servers can be mapped.</returns>
    public TcpApplication Build()
    {
        // The first of the hosted services puts together what was mapped, the last takes events. They stop in the opposite order:
        // the event in flight, timers, loops, mapped services, what the user has registered, the link to the server.
        var accessor = new TcpApplicationAccessor();
        Services.AddSingleton(accessor);
        Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, TcpInitService>());
        Services.AddSingleton<IHostedService, TcpEventService>();
        Services.AddSingleton<IHostedService, TcpLifecycleService>();
        Services.AddSingleton<IHostedService, TcpLoopService>();
        Services.AddSingleton<IHostedService, TcpTimerService>();
        Services.AddSingleton<IHostedService, TcpRunService>();
        Services.Configure<HostOptions>(static options => options.ServicesStartConcurrently = options.ServicesStopConcurrently = false);
        Services.AddOptions<HostOptions>().Configure<IOptions<TcpApplicationOptions>>(SetShutdownTimeout);
        return accessor.Application = new TcpApplication(_host.Build(), _start);
    }

    private static void SetShutdownTimeout(HostOptions host, IOptions<TcpApplicationOptions> options)
    {
        try
        {
            host.ShutdownTimeout = options.Value.StopTimeout;
        }
        catch (OptionsValidationException)
        {
            // The start says what is wrong, in a way that is meant to be read; building the application is too early for it.
        }
    }

    void IHostApplicationBuilder.ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure) =>
        _host.ConfigureContainer(factory, configure);
}
