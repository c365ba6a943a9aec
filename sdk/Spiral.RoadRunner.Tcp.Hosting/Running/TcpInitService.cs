using Microsoft.Extensions.Hosting;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The first thing that starts: everything that was mapped is put together, and the services may prepare themselves.</summary>
internal sealed class TcpInitService(TcpApplicationAccessor accessor) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        accessor.Application.Freeze();
        return accessor.Application.Lifecycle.InitAsync(accessor.Application.Services, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
