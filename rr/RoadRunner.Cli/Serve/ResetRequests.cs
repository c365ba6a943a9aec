using System.Threading.Channels;
using RoadRunner.Host;
using RoadRunner.Host.Workers;

namespace RoadRunner.Cli.Serve;

/// <summary>Requests to replace the workers, from whatever thread: those that come while it is done lead to one more.</summary>
internal sealed class ResetRequests
{
    private readonly Channel<bool> _requests = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Asks for a reset, also before there is a host.</summary>
    public void Add() => _requests.Writer.TryWrite(true);

    /// <summary>Carries requests out until it is cancelled.</summary>
    public async Task ServeAsync(RoadRunnerHost host, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in _requests.Reader.ReadAllAsync(cancellationToken))
            {
                await ResetAsync(host);
            }
        }
        catch (OperationCanceledException)
        {
            // The host is stopping.
        }
    }

    private static async Task ResetAsync(RoadRunnerHost host)
    {
        try
        {
            await host.ResetAsync();
        }
        catch (WorkerException)
        {
            // The host has logged it, and the old workers go on.
        }
    }
}
