using System.ComponentModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What an application does with the process that is there for it: signals and niceness.</summary>
internal sealed class TcpHostLifetime(
    TcpApplicationStart start, TcpSignals signals, IOptions<TcpApplicationOptions> options, ILogger<TcpApplication> logger) : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        if (start.IsProcess)
        {
            signals.Register();
            Apply(options.Value.Nice, ProcessNiceness.Set, logger);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sets the niceness, if there is one; a refusal is worth a warning.</summary>
    internal static void Apply(int? nice, Action<int> set, ILogger logger)
    {
        if (nice is not { } wanted)
        {
            return;
        }

        try
        {
            set(wanted);
        }
        catch (Exception refused) when (refused is Win32Exception or PlatformNotSupportedException or IOException)
        {
            HostingLog.NiceRefused(logger, wanted, refused.Message);
        }
    }
}
