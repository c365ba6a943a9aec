using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.InProcess;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Lets an application serve itself, without a server in front.</summary>
public static class StandaloneTcpApplicationExtensions
{
    /// <summary>Makes <c>--standalone</c> work: the program opens the servers of <c>.rr.yaml</c> itself and handles their events without worker processes.</summary>
    /// <param name="builder">The builder of the application.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// Nothing changes in a process that a server has started. Otherwise storages, locks and everything else that goes over RPC
    /// reach the host in the same process, without a port. Options of the program: <c>--standalone [-c FILE] [-w DIR] [-o KEY=VALUE]…
    /// [--dotenv FILE] [-e]</c>, which mean what they mean to <c>dotnet rr serve</c>. Variables of files are set in this process when the
    /// servers start; the configuration of the application was read before and does not have them.
    /// </remarks>
    public static TcpApplicationBuilder AddStandalone(this TcpApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.IsWorker)
        {
            return builder;
        }

        builder.Services.TryAddSingleton<InProcessLink>();
        builder.Services.TryAddSingleton<ITcpStandaloneRunner, StandaloneRunner>();
        builder.Services.TryAddSingleton(static services => services.GetRequiredService<InProcessLink>().Options(services.GetRequiredService<ILogger<RpcLink>>()));
        builder.Services.AddSingleton<ITcpServerFacts>(static services => services.GetRequiredService<InProcessLink>());
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        return builder;
    }

    /// <summary>Starts the application, serves it until it is told to stop, and stops it.</summary>
    /// <param name="application">An application whose builder had <see cref="AddStandalone"/>; not started yet. It is not disposed.</param>
    /// <param name="options">Null means the defaults.</param>
    /// <param name="cancellationToken">Stops serving, as a signal of the process and <c>StopApplication()</c> do.</param>
    /// <returns>The exit code: 0, or 1 when the configuration or an address cannot be used, which <see cref="StandaloneOptions.Error"/> explains.</returns>
    /// <exception cref="TcpServiceStartException">A service failed to start.</exception>
    /// <remarks>
    /// In this order: RPC, the application, the servers; and back: the servers close and what is in flight ends within
    /// <c>host.limits.drain_timeout</c>, then the application stops, RPC last.
    /// </remarks>
    public static Task<int> RunStandaloneAsync(this TcpApplication application, StandaloneOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(application);
        return new StandaloneRun(application, options ?? new StandaloneOptions()).RunAsync(cancellationToken);
    }
}
