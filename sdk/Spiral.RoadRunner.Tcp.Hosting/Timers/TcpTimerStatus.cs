namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A timer at one moment.</summary>
/// <param name="Name">The name.</param>
/// <param name="Period">The time from one tick to the next.</param>
/// <param name="Ticks">How many ticks have begun in this worker.</param>
/// <param name="Skipped">How many were left out because the one before was still running.</param>
/// <param name="Failures">How many have failed.</param>
/// <param name="IsTicking">Whether this worker ticks; false before the start, and while another worker of the pool does it.</param>
public sealed record TcpTimerStatus(string Name, TimeSpan Period, long Ticks, long Skipped, long Failures, bool IsTicking);
