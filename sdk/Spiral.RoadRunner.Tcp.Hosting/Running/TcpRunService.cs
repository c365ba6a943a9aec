using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The last thing that starts and the first that stops: the loop of the worker, if this is one.</summary>
internal sealed class TcpRunService(
    TcpApplicationAccessor accessor,
    TcpApplicationStart start,
    TcpStopBudget budget,
    ILogger<TcpApplication> logger,
    IHostApplicationLifetime lifetime,
    TimeProvider time) : IHostedService
{
    private TcpWorkerLoop? _loop;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (start.Worker is { } worker)
        {
            start.WorkerLogger.Become(logger);
            _loop = new TcpWorkerLoop(worker, accessor.Application.Dispatcher, logger, lifetime, time);
            _loop.Start();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => _loop?.StopAsync(budget.NextShare()) ?? Task.CompletedTask;
}
