using RoadRunner.Host.Workers;
using Xunit;

namespace RoadRunner.Host.Tests.Workers;

public sealed class CrashPausesTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(999);

    [Fact]
    public void Early_deaths_in_a_row_make_longer_and_longer_pauses()
    {
        var pauses = new CrashPauses();

        Assert.Equal([0, 0, 1, 2, 4, 8, 16, 30, 30, 30], Enumerable.Range(1, 10).Select(number =>
        {
            var pause = pauses.Next(Short, hasAnswered: false, out var inARow).TotalSeconds;
            Assert.Equal(number, inARow);
            return (int)pause;
        }));
    }

    [Theory]
    [InlineData(999, true)]
    [InlineData(1000, false)]
    public void A_worker_that_has_done_better_ends_the_row(int milliseconds, bool hasAnswered)
    {
        var pauses = new CrashPauses();
        for (var early = 0; early < 5; early++)
        {
            pauses.Next(Short, hasAnswered: false, out _);
        }

        Assert.Equal(TimeSpan.Zero, pauses.Next(TimeSpan.FromMilliseconds(milliseconds), hasAnswered, out var inARow));
        Assert.Equal(0, inARow);
        Assert.Equal(TimeSpan.Zero, pauses.Next(Short, hasAnswered: false, out _));
    }
}
