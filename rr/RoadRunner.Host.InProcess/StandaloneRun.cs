using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.KeyValue;
using RoadRunner.Host.Tcp;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Host.InProcess;

/// <summary>One application that serves itself, from its start to its end.</summary>
internal sealed class StandaloneRun(TcpApplication application, StandaloneOptions options)
{
    private const int Failed = 1;

    private readonly ILogger _logger = application.Logger;

    /// <summary>Returns the exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var link = application.Services.GetService<InProcessLink>()
            ?? throw new InvalidOperationException($"The builder of the application needs {nameof(StandaloneTcpApplicationExtensions.AddStandalone)}().");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, application.Lifetime.ApplicationStopping);
        try
        {
            var configuration = options.Configuration ?? ConfigurationLoader.Load(options.Source with { NeedsCommand = false });
            SetVariables(configuration);
            await ServeAsync(configuration, link, stop.Token);
            return 0;
        }
        catch (Exception cause) when (cause is ConfigurationException or TcpListenException or KeyValueStartException)
        {
            await options.Error.WriteLineAsync(cause.Message);
            return Failed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped while it was still starting; what had started is down again.
            return 0;
        }
    }

    // Workers would inherit them; here the handlers look for them in this process.
    private static void SetVariables(RrConfiguration configuration)
    {
        foreach (var (name, value) in configuration.Variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    private async Task ServeAsync(RrConfiguration configuration, InProcessLink link, CancellationToken stop)
    {
        foreach (var warning in configuration.Warnings)
        {
            var text = warning.ToString();
            StandaloneLog.ConfigurationWarning(_logger, text);
        }

        await using var host = await RoadRunnerHost.StartAsync(configuration, HostOptions(configuration, link), stop);
        Report(configuration, host);
        options.Started?.Invoke(host);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Handlers that wait for something learn of it now; the application itself stops when its last event has ended.
        application.Lifetime.StopApplication();
        StandaloneLog.Stopping(_logger, configuration.Host.Limits.DrainTimeout);
        await host.StopAsync();
    }

    private RoadRunnerHostOptions HostOptions(RrConfiguration configuration, InProcessLink link) => new()
    {
        Loggers = application.Services.GetRequiredService<ILoggerFactory>(),
        Time = application.Services.GetRequiredService<TimeProvider>(),
        StandardError = options.Error,
        Executor = new ApplicationExecutor(application, configuration, link),
    };

    private void Report(RrConfiguration configuration, RoadRunnerHost host)
    {
        foreach (var server in host.Servers)
        {
            var address = server.Address.ToString();
            StandaloneLog.Listens(_logger, server.Name, address);
        }

        var file = configuration.File.Length == 0 ? "the configuration" : Path.GetFileName(configuration.File);
        var mapped = application.Dispatcher.Servers;
        string[] configured = [.. host.Servers.Select(static server => server.Name)];
        var (allConfigured, allMapped) = (Join(configured), Join(mapped));
        foreach (var name in mapped.Except(configured, StringComparer.Ordinal))
        {
            StandaloneLog.NotConfigured(_logger, name, file, allConfigured);
        }

        foreach (var name in configured.Except(mapped, StringComparer.Ordinal))
        {
            StandaloneLog.NotMapped(_logger, file, name, allMapped);
        }
    }

    private static string Join(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal).DefaultIfEmpty("none"));
}
