using Microsoft.Extensions.Hosting;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

internal sealed class LoggingHosted(StopLog log, RpcLink link) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        log.Add($"hosted, link {link.Health.State}");
        return Task.CompletedTask;
    }
}
