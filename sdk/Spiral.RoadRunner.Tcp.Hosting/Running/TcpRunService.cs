using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The last thing that starts and the first that stops: the services' own start, then the loop of the worker, if this is one.</summary>
internal sealed class TcpRunService(
    TcpApplicationAccessor accessor,
    TcpApplicationStart start,
    IOptions<TcpApplicationOptions> options,
    ILogger<TcpApplication> logger,
    IHostApplicationLifetime lifetime,
    TimeProvider time) : IHostedService
{
    private TcpWorkerLoop? _loop;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await accessor.Application.Lifecycle.StartAsync(cancellationToken).ConfigureAwait(false);
        if (start.Worker is { } worker)
        {
            start.WorkerLogger.Become(logger);
            _loop = new TcpWorkerLoop(worker, accessor.Application.Dispatcher, logger, lifetime, time);
            _loop.Start();
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_loop is not null)
        {
            await _loop.StopAsync(options.Value.StopTimeout).ConfigureAwait(false);
        }

        await accessor.Application.Lifecycle.StopAsync((exception, type) => HostingLog.StopFailed(logger, exception, type.Name), cancellationToken).ConfigureAwait(false);
    }
}
