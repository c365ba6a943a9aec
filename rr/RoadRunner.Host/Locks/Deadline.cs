namespace RoadRunner.Host.Locks;

/// <summary>A timer for a time of any length that never ends early.</summary>
/// <remarks>
/// The system's timers count whole milliseconds, may fire up to one of them early, and end at 49 days. So the callback has to ask
/// <see cref="IsReached"/>, which sets the timer again for what is left. Not thread-safe: all calls are made under one gate, which
/// the callback takes too.
/// </remarks>
internal sealed class Deadline : IDisposable
{
    private static readonly TimeSpan LongestStep = TimeSpan.FromDays(30);

    private readonly TimeProvider _time;
    private readonly TimeSpan _length;
    private readonly long _start;
    private readonly ITimer _timer;

    public Deadline(TimeProvider time, TimeSpan length, TimerCallback callback, object state)
    {
        _time = time;
        _length = length;
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(callback, state, Step(length), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Returns whether the time is over; if not, the callback comes again.</summary>
    public bool IsReached()
    {
        var left = _length - _time.GetElapsedTime(_start);
        if (left <= TimeSpan.Zero)
        {
            return true;
        }

        _timer.Change(Step(left), Timeout.InfiniteTimeSpan);
        return false;
    }

    public void Dispose() => _timer.Dispose();

    private static TimeSpan Step(TimeSpan left) =>
        left < LongestStep ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : LongestStep;
}
