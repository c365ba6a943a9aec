using System.Globalization;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>A loop that does what the script says and writes down when it does it.</summary>
internal sealed class RecordingLoop(LoopScript script) : BackgroundLoop, IDisposable
{
    private int _round;

    public override ValueTask SpinUpAsync(CancellationToken cancellationToken)
    {
        script.Log.Writer.TryWrite("up");
        script.SpinUp();
        return ValueTask.CompletedTask;
    }

    public override async ValueTask LoopAsync(CancellationToken cancellationToken)
    {
        var round = ++_round;
        await script.Round(round, cancellationToken);
        script.Log.Writer.TryWrite(string.Create(CultureInfo.InvariantCulture, $"round {round}"));
    }

    public override ValueTask SpinDownAsync(CancellationToken cancellationToken)
    {
        script.Log.Writer.TryWrite("down");
        return script.SpinDown(cancellationToken);
    }

    public void Dispose() => script.Log.Writer.TryWrite("disposed");
}
