using RoadRunner.Host.Workers;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Workers;

public sealed class PoolPressureTests
{
    private readonly ManualTime _time = new();
    private PoolPressure _pressure;

    public PoolPressureTests() => _pressure = new PoolPressure(_time);

    [Theory]
    [InlineData(256, true)]
    [InlineData(192, true)]
    [InlineData(191, false)]
    [InlineData(0, false)]
    public void It_is_high_when_three_of_four_events_have_to_wait(int waiting, bool isHigh)
    {
        Assert.Equal(isHigh, NoteWindow(waiting));

        Assert.Equal(isHigh, _pressure.IsHigh);
    }

    [Fact]
    public void It_stays_high_as_long_as_half_of_the_events_have_to_wait()
    {
        NoteWindow(256);

        Assert.False(NoteWindow(128));
        Assert.True(_pressure.IsHigh);

        Assert.True(NoteWindow(127));
        Assert.False(_pressure.IsHigh);
    }

    [Fact]
    public void Events_that_take_long_are_no_pressure()
    {
        NoteWindow(0);
        _time.Advance(PoolPressure.Longest + TimeSpan.FromTicks(1));

        Assert.False(NoteWindow(256));
        Assert.False(_pressure.IsHigh);

        _time.Advance(PoolPressure.Longest);
        Assert.True(NoteWindow(256));
        Assert.True(_pressure.IsHigh);
    }

    [Fact]
    public void It_ends_when_the_events_of_a_window_do_not_come_in_time()
    {
        Assert.False(_pressure.EndIfOverdue());
        NoteWindow(256);
        _time.Advance(PoolPressure.Longest);
        Assert.False(_pressure.Note(waits: true));
        Assert.False(_pressure.EndIfOverdue());
        Assert.True(_pressure.IsHigh);

        _time.Advance(TimeSpan.FromTicks(1));

        Assert.True(_pressure.EndIfOverdue());
        Assert.False(_pressure.IsHigh);
        Assert.False(_pressure.EndIfOverdue());
        Assert.True(NoteWindow(256));
    }

    [Fact]
    public void It_can_be_ended()
    {
        NoteWindow(256);

        _pressure.End();

        Assert.False(_pressure.IsHigh);
    }

    /// <summary>Notes a window of events, those that wait first. Returns whether the last one has changed the pressure; no other may.</summary>
    private bool NoteWindow(int waiting)
    {
        for (var number = 1; number < PoolPressure.Window; number++)
        {
            Assert.False(_pressure.Note(waits: number <= waiting));
        }

        return _pressure.Note(waits: waiting == PoolPressure.Window);
    }
}
