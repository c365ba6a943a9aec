namespace RoadRunner.Host.Workers;

/// <summary>The pauses between attempts that fail: 1, 2, 4, 8, 16, 30, 30, … seconds.</summary>
internal static class RetryPause
{
    private const int Doublings = 5;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Returns the pause after a failure, counted from 1.</summary>
    public static TimeSpan Of(int failure) => failure > Doublings ? Longest : TimeSpan.FromSeconds(1 << (failure - 1));
}
