using Microsoft.Extensions.Hosting;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The first thing that starts: everything that was mapped is put together, and the services may prepare themselves.</summary>
internal sealed class TcpInitService(TcpApplication application) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        application.Freeze();
        return application.Lifecycle.InitAsync(application.Services, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
