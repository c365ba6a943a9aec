using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.TestWorkers.Model;

/// <summary>A loop that does nothing, until it is told to crash.</summary>
internal sealed class ObedientLoop : BackgroundLoop
{
    private static volatile bool _crashes;

    public static string CrashSoon()
    {
        _crashes = true;
        return "soon";
    }

    public override ValueTask LoopAsync(CancellationToken cancellationToken) =>
        _crashes ? throw new InvalidOperationException("crashed on purpose") : ValueTask.CompletedTask;

    public override ValueTask SpinDownAsync(CancellationToken cancellationToken)
    {
        Console.Error.WriteLine("loop spun down");
        return ValueTask.CompletedTask;
    }
}
