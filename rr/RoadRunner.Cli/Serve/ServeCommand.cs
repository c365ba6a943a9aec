using RoadRunner.Cli.Stop;
using RoadRunner.Host;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.KeyValue;
using RoadRunner.Host.Logging;
using RoadRunner.Host.Tcp;
using RoadRunner.Host.Workers;

namespace RoadRunner.Cli.Serve;

/// <summary><c>dotnet rr serve</c>: runs the host in the foreground.</summary>
/// <remarks>
/// Exit codes as RoadRunner's: 0 when everything stopped as asked, 1 for a configuration or a start that failed and for a
/// second stop signal. SIGHUP replaces the workers. The table goes to stdout, the log and every error to stderr.
/// </remarks>
internal sealed class ServeCommand(ServeOptions options, TextWriter output, TextWriter error)
{
    public async Task<int> RunAsync()
    {
        using var signals = new StopSignals();
        var resets = new ResetRequests();
        using var hangup = new HangupSignal(resets);
        try
        {
            var configuration = ConfigurationLoader.Load(options.ToSource());
            foreach (var warning in configuration.Warnings)
            {
                await error.WriteLineAsync($"warning: {warning}");
            }

            await ServeAsync(configuration, signals, resets);
            return 0;
        }
        catch (Exception cause) when (cause is ConfigurationException or WorkerException or TcpListenException or KeyValueStartException or LogStartException or IOException)
        {
            await error.WriteLineAsync(cause.Message);
            return 1;
        }
        catch (OperationCanceledException) when (signals.Requested.IsCancellationRequested)
        {
            // Stopped while it was still starting; what had started is down again.
            return 0;
        }
    }

    /// <summary>A service manager that cannot be told is no reason not to serve.</summary>
    private void Notify(Action notify)
    {
        try
        {
            notify();
        }
        catch (IOException cause)
        {
            error.WriteLine($"warning: {cause.Message}");
        }
    }

    private async Task ServeAsync(RrConfiguration configuration, StopSignals signals, ResetRequests resets)
    {
        using var loggers = HostLoggerProvider.CreateFactory(configuration, output, error, TimeProvider.System);
        using var manager = ServiceManager.Find(Environment.GetEnvironmentVariable, TimeProvider.System);
        await using var host = await RoadRunnerHost.StartAsync(configuration, new RoadRunnerHostOptions { Loggers = loggers, StandardError = error, OwnsProcess = true }, signals.Requested);
        using var watch = options.Watch ? ProgramWatch.Start(configuration, resets) : null;
        if (options.Pid)
        {
            PidFile.Write(configuration.WorkingDirectory);
        }

        signals.OnSecond(() =>
        {
            host.Kill();
            loggers.Dispose();
            Environment.Exit(1);
        });
        if (!options.Silent)
        {
            StartTable.Print(output, configuration, host, watch);
        }

        Notify(() => manager?.Ready());
        if (configuration.Endure.WatchdogPeriod is { Ticks: > 0 } period)
        {
            manager?.StartWatchdog(period);
        }

        await resets.ServeAsync(host, signals.Requested);
        Notify(() => manager?.Stopping());
        if (!options.Silent)
        {
            await output.WriteLineAsync($"Stop signal received, the drain may take {configuration.Host.Limits.DrainTimeout.TotalSeconds:0.###} s.");
        }

        await host.StopAsync();
    }
}
