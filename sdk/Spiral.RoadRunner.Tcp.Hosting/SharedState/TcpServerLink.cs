using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Connects the application's link to the RPC port of its server, if the server has one, and closes it in the end.</summary>
internal sealed class TcpServerLink(RpcLink link, TcpServerLinkState state, TcpStopBudget budget, ILogger<TcpApplication> logger, TimeProvider time) : IHostedService
{
    /// <summary>The server is on this machine and was there before us; what takes longer is worth a warning, not a start that hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan MostDrain = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!state.IsAvailable)
        {
            return;
        }

        try
        {
            await link.ConnectAsync(cancellationToken).WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or RpcLinkException)
        {
            HostingLog.RpcNotConnected(logger, state.Address, exception.Message);
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (state.IsAvailable)
        {
            // Calls that have not ended by then are told that the link has closed. Disposing it waits for the same end.
            var share = budget.NextShare();
            await budget.TryWaitAsync(link.CloseAsync(share < MostDrain ? share : MostDrain), share, cancellationToken).ConfigureAwait(false);
        }
    }
}
