namespace Spiral.RoadRunner.Tcp.Testing.Tests;

public sealed class ManualTimeProviderTests
{
    [Fact]
    public void Timers_fire_in_their_order_each_at_its_own_time()
    {
        var time = new ManualTimeProvider();
        var fired = new List<string>();
        using var second = Timer(time, "second", 2, 0);
        using var first = Timer(time, "first", 1, 0);
        using var each = Timer(time, "each", 1, 1);
        ITimer Timer(TimeProvider clock, string name, int due, int period) =>
            clock.CreateTimer(_ => fired.Add($"{name} {time.Elapsed.TotalSeconds}"), state: null, TimeSpan.FromSeconds(due), TimeSpan.FromSeconds(period));

        time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(["first 1", "each 1", "second 2", "each 2", "each 3"], fired);
        Assert.Equal(1, time.ActiveTimers);
        each.Dispose();
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(5, fired.Count);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 6, TimeSpan.Zero), time.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(6), time.GetElapsedTime(0));
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_reaches_it()
    {
        var time = new ManualTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var delay = Task.Delay(TimeSpan.FromMinutes(1), time);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(delay.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await delay.Within();
        Assert.Throws<ArgumentOutOfRangeException>(() => time.Advance(TimeSpan.FromTicks(-1)));
    }
}
