namespace Spiral.Goridge.Rpc.Tests;

/// <summary>A clock that stands still until a test moves it; timers fire inside <see cref="Advance"/>.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        Interlocked.Add(ref _ticks, time.Ticks);
        FireDue();
    }

    /// <summary>Fires every timer that is set, due or not, as a timer that is too early would.</summary>
    public void FireAll() => Fire(timer => timer.Due is not null);

    private void FireDue() => Fire(timer => timer.Due <= GetTimestamp());

    private void Fire(Predicate<ManualTimer> isDue)
    {
        List<ManualTimer> due;
        lock (_lock)
        {
            due = _timers.FindAll(isDue);
            due.ForEach(timer => timer.Due = null);
        }

        due.ForEach(timer => timer.Callback());
    }

    private sealed class ManualTimer(ManualTimeProvider time, Action callback) : ITimer
    {
        public Action Callback => callback;

        public long? Due { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Assert.Equal(Timeout.InfiniteTimeSpan, period);
            lock (time._lock)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time.GetTimestamp() + dueTime.Ticks;
                time._timers.Remove(this);
                if (Due is not null)
                {
                    time._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
