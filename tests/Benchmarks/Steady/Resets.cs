using RoadRunner.Benchmarks.Processes;
using Spiral.Goridge;
using Spiral.RoadRunner.Rpc;

namespace RoadRunner.Benchmarks.Steady;

/// <summary>Somebody who resets a pool over and over.</summary>
internal static class Resets
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Starts a reset in each second until the token ends; each has to end well.</summary>
    /// <returns>The resets that were made.</returns>
    public static async Task<int> EverySecondAsync(ServerProcess host, CancellationToken cancellationToken)
    {
        await using var link = new RpcLink(new RpcLinkOptions { Address = RelayAddress.Parse($"tcp://{host.RpcAddress}") });
        await link.ConnectAsync(CancellationToken.None);
        var resetter = new ResetterClient(link);
        using var timer = new PeriodicTimer(Interval);
        var resets = 0;
        do
        {
            // Begun before the end, a reset is waited for: its work belongs to the side that asked for it.
            await resetter.ResetAsync("tcp", timeout: null, CancellationToken.None);
            resets++;
        }
        while (await NextAsync(timer, cancellationToken));
        return resets;
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
