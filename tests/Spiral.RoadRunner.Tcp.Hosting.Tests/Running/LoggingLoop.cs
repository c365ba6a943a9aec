namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

internal sealed class LoggingLoop(StopLog log) : BackgroundLoop
{
    public override async ValueTask LoopAsync(CancellationToken cancellationToken)
    {
        log.Add("loop runs");
        await log.EndAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    public override ValueTask SpinDownAsync(CancellationToken cancellationToken)
    {
        log.Add("loop");
        return ValueTask.CompletedTask;
    }
}
