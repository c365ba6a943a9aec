using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Divides <see cref="TcpApplicationOptions.StopTimeout"/> among the parts that stop one after the other.</summary>
/// <remarks>A part may take three quarters of what is left: one that is stuck leaves the others their turn, and nothing keeps the process longer.</remarks>
internal sealed class TcpStopBudget(IOptions<TcpApplicationOptions> options, TimeProvider time)
{
    private const double Part = 0.75;

    private readonly Lock _gate = new();
    private long? _began;

    /// <summary>Returns how long the next part may take; the first call starts the clock.</summary>
    public TimeSpan NextShare()
    {
        lock (_gate)
        {
            _began ??= time.GetTimestamp();
            var rest = options.Value.StopTimeout - time.GetElapsedTime(_began.Value);
            return rest > TimeSpan.Zero ? rest * Part : TimeSpan.Zero;
        }
    }

    /// <summary>Waits for a part to end within its share.</summary>
    /// <param name="part">Must not fail.</param>
    /// <param name="share">From <see cref="NextShare"/>.</param>
    /// <param name="cancellationToken">Gives up the waiting.</param>
    /// <returns>False when the part goes on without anybody waiting for it.</returns>
    public async Task<bool> TryWaitAsync(Task part, TimeSpan share, CancellationToken cancellationToken)
    {
        try
        {
            await part.WaitAsync(share, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return part.IsCompleted;
        }
    }
}
