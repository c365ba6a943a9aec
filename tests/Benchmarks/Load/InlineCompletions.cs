namespace RoadRunner.Benchmarks.Load;

/// <summary>Lets the runtime's socket engine run completions on its own thread: one thread, one epoll, no hop for each message.</summary>
/// <remarks>
/// The engine reads these settings when the first socket is used. Without them every answer is queued to the thread pool, which
/// costs the load process more than the exchange itself. On Windows they do nothing.
/// </remarks>
internal static class InlineCompletions
{
    public static void Enable()
    {
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");
    }
}
