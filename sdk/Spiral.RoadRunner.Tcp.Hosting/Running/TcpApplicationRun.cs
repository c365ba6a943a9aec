using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Runs an application to its end, in the way that the process was started for.</summary>
internal static class TcpApplicationRun
{
    private const int Failed = 1;
    private const int NothingToServe = 2;

    /// <summary>Returns the exit code.</summary>
    public static async Task<int> RunAsync(TcpApplication application, TcpApplicationStart start, CancellationToken cancellationToken)
    {
        if (start.IsStandalone)
        {
            if (application.Services.GetService<ITcpStandaloneRunner>() is { } runner)
            {
                return await GuardAsync(application, () => runner.RunAsync(application, start.StandaloneArguments, cancellationToken), cancellationToken).ConfigureAwait(false);
            }

            await Console.Error.WriteLineAsync(
                $"{TcpApplicationStart.StandaloneSwitch} needs the package RoadRunner.Host.InProcess and builder.AddStandalone() in {start.ApplicationName}.").ConfigureAwait(false);
            return NothingToServe;
        }

        if (start.IsProcess && start.Worker is null)
        {
            await Console.Error.WriteLineAsync(
                $"""
                {start.ApplicationName} is a RoadRunner TCP worker: a server has to start it and talk to it.
                Run it with `dotnet rr serve` and a .rr.yaml whose server.command starts it, or by itself with {TcpApplicationStart.StandaloneSwitch}.
                """).ConfigureAwait(false);
            return NothingToServe;
        }

        return await GuardAsync(application, () => RunToEndAsync(application, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> RunToEndAsync(TcpApplication application, CancellationToken cancellationToken)
    {
        await application.StartAsync(cancellationToken).ConfigureAwait(false);
        await application.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        return 0;
    }

    /// <summary>What ends a start, or spoils an end, is the user's to read: one record, an exit code, no crash.</summary>
    private static async Task<int> GuardAsync(TcpApplication application, Func<Task<int>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || application.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception exception) when (application.Lifetime.ApplicationStarted.IsCancellationRequested)
        {
            HostingLog.EndFailed(application.Logger, exception, exception.Message);
            return Failed;
        }
        catch (Exception exception)
        {
            HostingLog.StartFailed(application.Logger, exception, exception.Message);
            return Failed;
        }
    }
}
