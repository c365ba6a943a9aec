using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Stops the application on SIGTERM; and, when no server does it, on Ctrl+C.</summary>
internal sealed class TcpHostLifetime(TcpApplicationStart start, IHostApplicationLifetime lifetime) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        if (start.IsProcess)
        {
            _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));
            if (start.Worker is null)
            {
                _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop));
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(static signal => signal.Dispose());

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        lifetime.StopApplication();
    }
}
