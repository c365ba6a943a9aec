using RoadRunner.Host.Tcp;
using Xunit;

namespace RoadRunner.Host.Tests.Tcp;

public sealed class EagernessTests
{
    [Fact]
    public void What_keeps_coming_is_always_looked_for()
    {
        var eagerness = default(Eagerness);
        for (var time = 0; time < 100; time++)
        {
            Assert.True(eagerness.IsDue());
            eagerness.Came();
        }
    }

    [Fact]
    public void What_does_not_come_is_looked_for_ever_more_seldom_but_not_given_up()
    {
        var eagerness = default(Eagerness);
        foreach (var pause in (int[])[2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 8192, 8192])
        {
            Assert.Equal(pause, PauseAfterMiss(ref eagerness));
        }
    }

    [Fact]
    public void One_miss_among_many_hits_costs_little()
    {
        var eagerness = default(Eagerness);
        for (var time = 0; time < 5; time++)
        {
            Assert.Equal(2, PauseAfterMiss(ref eagerness));
            eagerness.Came();
        }
    }

    [Fact]
    public void Single_hits_among_misses_do_not_bring_the_eagerness_back()
    {
        var eagerness = default(Eagerness);
        for (var time = 0; time < 15; time++)
        {
            PauseAfterMiss(ref eagerness);
        }

        for (var time = 0; time < 5; time++)
        {
            eagerness.Came();
            Assert.Equal(8192, PauseAfterMiss(ref eagerness));
        }
    }

    [Fact]
    public void Many_hits_bring_the_eagerness_back()
    {
        var eagerness = default(Eagerness);
        for (var time = 0; time < 15; time++)
        {
            PauseAfterMiss(ref eagerness);
        }

        for (var time = 0; time < 14; time++)
        {
            eagerness.Came();
        }

        Assert.Equal(2, PauseAfterMiss(ref eagerness));
    }

    private static int PauseAfterMiss(ref Eagerness eagerness)
    {
        Assert.True(eagerness.IsDue());
        eagerness.StayedAway();
        var pause = 0;
        while (!eagerness.IsDue())
        {
            pause++;
        }

        return pause;
    }
}
