using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Spiral.Goridge;
using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Runs what needs a store, for a limited time, and turns its failures into an answer. After a failure the store is left alone for a moment.</summary>
internal sealed class StoreGuard(string feature, string consequence, TimeSpan timeout, TimeProvider time, ILogger logger)
{
    // A store that does not answer would otherwise cost every event the whole time limit.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LogPause = TimeSpan.FromSeconds(10);

    private long _pausedUntil;
    private long _quietUntil;

    /// <summary>Runs it.</summary>
    /// <returns>Whether it was done, and its result.</returns>
    /// <exception cref="OperationCanceledException">The caller's token fired.</exception>
    public async ValueTask<Outcome<T>> RunAsync<T>(Func<CancellationToken, ValueTask<T>> operation, CancellationToken cancellationToken = default)
    {
        if (time.GetTimestamp() < Volatile.Read(ref _pausedUntil))
        {
            return default;
        }

        using var limit = new CancellationTokenSource(timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return new Outcome<T>(IsDone: true, await operation(both.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(exception, $"no answer within {timeout}");
            return default;
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            Failed(exception, exception.Message);
            return default;
        }
    }

    /// <summary>Says whether an exception is that of a server, a link or a store that cannot be used.</summary>
    public static bool IsFailure(Exception exception) =>
        exception is KeyValueException or RpcLinkException or GoridgeException or IndexException;

    private void Failed(Exception exception, string reason)
    {
        Volatile.Write(ref _pausedUntil, After(Pause));
        var quietUntil = Volatile.Read(ref _quietUntil);
        if (time.GetTimestamp() >= quietUntil && Interlocked.CompareExchange(ref _quietUntil, After(LogPause), quietUntil) == quietUntil)
        {
            HostingLog.StoreFailed(logger, exception, feature, consequence, Pause, reason);
        }
    }

    private long After(TimeSpan pause) => time.GetTimestamp() + (long)(pause.TotalSeconds * time.TimestampFrequency);

    /// <summary>Whether something was done, and its result.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Outcome<T>(bool IsDone, T? Value);
}
