namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A loop at one moment.</summary>
/// <param name="Name">The name.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Period">The time from the beginning of one round to that of the next.</param>
/// <param name="Forever">Whether it starts again after a crash.</param>
/// <param name="Loops">How many rounds have ended well.</param>
/// <param name="Restarts">How often it has started again after a crash.</param>
/// <param name="CrashesInARow">How many crashes there were since the last round that ended well.</param>
/// <param name="LastError">What the last crash said; null when there was none.</param>
public sealed record TcpLoopInfo(
    string Name, TcpLoopStatus Status, TimeSpan Period, bool Forever, long Loops, long Restarts, int CrashesInARow, string? LastError);
