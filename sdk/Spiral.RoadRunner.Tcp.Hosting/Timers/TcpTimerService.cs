using Microsoft.Extensions.Hosting;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Starts the timers after the loops and stops them before.</summary>
internal sealed class TcpTimerService(TcpTimers timers, TcpStopBudget budget) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        timers.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => timers.StopAsync(budget, cancellationToken);
}
