namespace Spiral.RoadRunner.Rpc.Tests;

/// <summary>A timer whose changes are reported.</summary>
internal sealed class ObservedTimer(ITimer timer, Action<TimeSpan> onSet) : ITimer
{
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        var isSet = timer.Change(dueTime, period);
        onSet(dueTime);
        return isSet;
    }

    public void Dispose() => timer.Dispose();

    public ValueTask DisposeAsync() => timer.DisposeAsync();
}
