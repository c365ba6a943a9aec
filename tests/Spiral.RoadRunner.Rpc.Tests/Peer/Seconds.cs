namespace Spiral.RoadRunner.Rpc.Tests;

/// <summary>Durations, short.</summary>
internal static class Seconds
{
    public static TimeSpan Of(double seconds) => TimeSpan.FromSeconds(seconds);
}
