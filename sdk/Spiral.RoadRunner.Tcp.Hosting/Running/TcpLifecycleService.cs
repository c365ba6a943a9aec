using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Starts the mapped services before loops, timers and events begin, and stops them when these have ended.</summary>
internal sealed class TcpLifecycleService(TcpApplicationAccessor accessor, TcpStopBudget budget, ILogger<TcpApplication> logger, TimeProvider time) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => accessor.Application.Lifecycle.StartAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (accessor.Application.Lifecycle.IsEmpty)
        {
            return;
        }

        var share = budget.NextShare();
        using var over = new CancellationTokenSource(share, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        var token = either.Token;

        // On another thread: a service that blocks holds up nobody but itself.
        var stop = Task.Run(() => accessor.Application.Lifecycle.StopAsync((exception, type) => HostingLog.StopFailed(logger, exception, type.Name), token), CancellationToken.None);
        if (!await budget.TryWaitAsync(stop, share, cancellationToken).ConfigureAwait(false))
        {
            HostingLog.ServicesStuck(logger, accessor.Application.Lifecycle.Stopping, share);
        }
    }
}
