namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>A timer of a <see cref="ManualTimeProvider"/>.</summary>
internal sealed class ManualClockTimer(ManualTimeProvider time, TimerCallback callback, object? state) : ITimer
{
    private static readonly TimeSpan LongestOfTheSystem = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private volatile bool _disposed;

    /// <summary>Gets or sets when it fires, counted from the start of the clock.</summary>
    public TimeSpan Due { get; set; }

    /// <summary>Gets or sets after what time it fires again; zero or infinite for once.</summary>
    public TimeSpan Period { get; set; }

    public void Fire() => callback(state);

    /// <summary>Sets the timer within the bounds that the system's timers have; false after the disposal.</summary>
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        if (_disposed)
        {
            return false;
        }

        time.Set(this, dueTime, period);
        return true;
    }

    public void Dispose()
    {
        _disposed = true;
        time.Set(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Check(TimeSpan value, string name)
    {
        if (value != Timeout.InfiniteTimeSpan && (value < TimeSpan.Zero || value > LongestOfTheSystem))
        {
            throw new ArgumentOutOfRangeException(name, value, "The system's timers take 0 to 4,294,967,294 ms, or -1 ms for never.");
        }
    }
}
