namespace RoadRunner.TestKit;

/// <summary>Runs blocking code on a thread of its own, as a worker process does.</summary>
public static class OwnThread
{
    /// <summary>Starts a thread.</summary>
    /// <param name="work">What it does.</param>
    /// <returns>A task with the result; await it with a limit.</returns>
    public static Task<T> Run<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception cause)
            {
                done.SetException(cause);
            }
        })
        { IsBackground = true, Name = "test worker" }.Start();
        return done.Task;
    }

    /// <inheritdoc cref="Run{T}(Func{T})"/>
    public static Task Run(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Run(() =>
        {
            work();
            return true;
        });
    }
}
