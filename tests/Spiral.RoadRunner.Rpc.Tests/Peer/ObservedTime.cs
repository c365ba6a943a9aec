using System.Threading.Channels;

namespace Spiral.RoadRunner.Rpc.Tests;

/// <summary>A manual clock that tells which timers are set, so that a test moves it only when somebody waits.</summary>
internal sealed class ObservedTime : TimeProvider
{
    private readonly ManualTime _time = new();
    private readonly Channel<TimeSpan> _set = Channel.CreateUnbounded<TimeSpan>();

    public override long TimestampFrequency => _time.TimestampFrequency;

    /// <summary>Waits until somebody sets a timer of exactly this length; those that were set before and waited for do not count.</summary>
    public async Task UntilTimerAsync(TimeSpan length)
    {
        while (await _set.Reader.ReadAsync(TestContext.Current.CancellationToken).Within() != length)
        {
        }
    }

    /// <summary>Waits for the timer and lets it fire.</summary>
    public async Task PassAsync(TimeSpan length)
    {
        await UntilTimerAsync(length);
        Advance(length);
    }

    public void Advance(TimeSpan time) => _time.Advance(time);

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override long GetTimestamp() => _time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ObservedTimer(_time.CreateTimer(callback, state, dueTime, period), Note);
        Note(dueTime);
        return timer;
    }

    private void Note(TimeSpan length)
    {
        if (length != Timeout.InfiniteTimeSpan)
        {
            _set.Writer.TryWrite(length);
        }
    }
}
