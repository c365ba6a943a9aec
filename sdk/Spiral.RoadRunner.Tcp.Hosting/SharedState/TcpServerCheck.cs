using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spiral.Goridge.Rpc;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Compares what was mapped with the servers in front, before the first event: a framing that cannot work there is refused.</summary>
internal sealed class TcpServerCheck(
    TcpApplicationAccessor application, ITcpServerFacts facts, InformerClient informer, TcpServerLinkState link, ISessionStore store, IOptions<TcpSessionOptions> options, ILogger<TcpApplication> logger) : IHostedService
{
    private const string Plugin = "tcp";

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var servers = application.Application.Dispatcher.Runtimes.ToArray();
        foreach (var server in servers)
        {
            if (server.Framing != TcpFraming.Raw || server.CanSwitchFraming)
            {
                server.Facts = await FindAsync(server.Name, cancellationToken).ConfigureAwait(false);
            }

            FramingCheck.ThrowIfRefused(server, server.Framing);
            server.DecideLeftovers();
        }

        if (!servers.Any(static server => server.KeepsState))
        {
            return;
        }

        if (store.IsShared)
        {
            await ProbeAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await WarnOfOthersAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async ValueTask<TcpServerFacts?> FindAsync(string server, CancellationToken cancellationToken)
    {
        try
        {
            return await facts.FindAsync(server, cancellationToken).ConfigureAwait(false);
        }
        catch (NotConnectedException)
        {
            // The link has said so.
            return null;
        }
        catch (Exception exception) when (exception is RpcLinkException or RpcException)
        {
            HostingLog.FactsUnknown(logger, server, exception.Message);
            return null;
        }
    }

    /// <summary>A store that is not there is found now, not by the first client.</summary>
    private async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.GetAsync(options.Value.KeyPrefix + nameof(ProbeAsync), cancellationToken).ConfigureAwait(false);
        }
        catch (RpcLinkException notConnected) when (!link.IsAvailable)
        {
            throw new InvalidOperationException("Sessions are kept in a storage of the server, and the server has no RPC port to reach it: .rr.yaml needs the sections rpc and kv.", notConnected);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new InvalidOperationException($"The store of the sessions cannot be used: {exception.Message}", exception);
        }
    }

    private async ValueTask WarnOfOthersAsync(CancellationToken cancellationToken)
    {
        if (!link.IsAvailable)
        {
            return;
        }

        try
        {
            // While the pool starts, those that are there already are a lower bound; a worker that is replaced later sees all.
            var workers = await informer.WorkersAsync(Plugin, cancellationToken).ConfigureAwait(false);
            if (workers.Count > 1)
            {
                HostingLog.SessionsNotShared(logger, workers.Count);
            }
        }
        catch (Exception exception) when (exception is RpcLinkException or RpcException)
        {
            HostingLog.FactsUnknown(logger, Plugin, exception.Message);
        }
    }
}
