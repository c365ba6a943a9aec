using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Raises the events of the application's own life.</summary>
internal sealed class TcpEventService(TcpEvents events, IHostApplicationLifetime lifetime, TcpStopBudget budget, ILogger<TcpApplication> logger) : IHostedService
{
    private Task _started = Task.CompletedTask;
    private Task _stopping = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.UnsafeRegister(
            static service => ((TcpEventService)service!)._started = ((TcpEventService)service!).RaiseAsync(TcpEventNames.ApplicationStarted), this);
        lifetime.ApplicationStopping.UnsafeRegister(
            static service => ((TcpEventService)service!)._stopping = ((TcpEventService)service!).RaiseAsync(TcpEventNames.ApplicationStopping), this);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var share = budget.NextShare();
        if (!await budget.TryWaitAsync(Task.WhenAll(_started, _stopping), share, cancellationToken).ConfigureAwait(false))
        {
            HostingLog.ListenersStuck(logger, TcpEventNames.ApplicationStopping, share);
        }
    }

    // Elsewhere: who tells the application to stop does not wait for those who want to hear of it.
    private Task RaiseAsync(string name) => events.HasListeners(name)
        ? Task.Run(async () => await events.RaiseAsync(name, cancellationToken: lifetime.ApplicationStopped).ConfigureAwait(false))
        : Task.CompletedTask;
}
