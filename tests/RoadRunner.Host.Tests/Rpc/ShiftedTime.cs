namespace RoadRunner.Host.Tests.Rpc;

/// <summary>The system's clock, set to another date: for recorded times that a real redis has to see as those of today.</summary>
internal sealed class ShiftedTime(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan _shift = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
}
