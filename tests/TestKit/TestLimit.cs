using System.Runtime.CompilerServices;

namespace RoadRunner.TestKit;

/// <summary>The one time limit of all tests: long enough for a busy machine, short enough to notice that nothing will come.</summary>
public static class TestLimit
{
    /// <summary>Gets the limit, 60 s.</summary>
    public static TimeSpan Generous { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Waits for a task, but not for ever.</summary>
    /// <param name="task">What to wait for.</param>
    /// <param name="limit">How long; null means <see cref="Generous"/>.</param>
    /// <param name="what">Filled in by the compiler.</param>
    /// <exception cref="TimeoutException">The limit has passed; the message says what was waited for.</exception>
    public static async Task Within(this Task task, TimeSpan? limit = null, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        try
        {
            await task.WaitAsync(limit ?? Generous);
        }
        catch (TimeoutException cause) when (!task.IsCompleted)
        {
            throw TooLate(limit, what, cause);
        }
    }

    /// <inheritdoc cref="Within(Task, TimeSpan?, string)"/>
    public static async Task<T> Within<T>(this Task<T> task, TimeSpan? limit = null, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        try
        {
            return await task.WaitAsync(limit ?? Generous);
        }
        catch (TimeoutException cause) when (!task.IsCompleted)
        {
            throw TooLate(limit, what, cause);
        }
    }

    /// <inheritdoc cref="Within(Task, TimeSpan?, string)"/>
    public static Task<T> Within<T>(this ValueTask<T> task, TimeSpan? limit = null, [CallerArgumentExpression(nameof(task))] string what = "") =>
        task.AsTask().Within(limit, what);

    /// <inheritdoc cref="Within(Task, TimeSpan?, string)"/>
    public static Task Within(this ValueTask task, TimeSpan? limit = null, [CallerArgumentExpression(nameof(task))] string what = "") =>
        task.AsTask().Within(limit, what);

    private static TimeoutException TooLate(TimeSpan? limit, string what, TimeoutException cause) =>
        new($"Waited {(limit ?? Generous).TotalSeconds} s in vain for: {what}", cause);
}
