using Microsoft.Extensions.Hosting;
using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Has this worker say from time to time what it has done.</summary>
internal sealed class TcpPoolStatusService(TcpPoolStatus status, TcpTimers timers, TcpPoolStatusPeriod period) : IHostedService
{
    private const string Timer = "rr:pool-status";

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        timers.Add(Timer, period.Value, (_, token) => status.SayAsync(token), new TcpTimerOptions { StartAtOnce = true });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await status.TakeBackAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is RpcLinkException or KeyValueException or OperationCanceledException)
        {
            // Its lifetime ends it.
        }
    }
}
