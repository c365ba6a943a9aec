using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>Lets the time of a host pass while its tasks run.</summary>
internal static class PassingTime
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>Moves a clock second by second until a task has ended.</summary>
    public static async Task PassUntilAsync(this ManualTime time, Task task)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!task.IsCompleted)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TestLimit.Generous, "The task has not ended.");
            time.Advance(Step);
            await Task.Yield();
        }

        await task;
    }
}
