using Microsoft.Extensions.Hosting;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Starts the loops when the services have started, and stops them before.</summary>
internal sealed class TcpLoopService(TcpLoops loops, TcpStopBudget budget) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        loops.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => loops.StopAsync(budget, cancellationToken);
}
