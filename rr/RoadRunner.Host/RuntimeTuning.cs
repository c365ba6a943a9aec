namespace RoadRunner.Host;

/// <summary>A setting of the .NET runtime that a process made for this host turns on before it opens its first socket.</summary>
public static class RuntimeTuning
{
    /// <summary>The runtime reads it once, when the first socket is used.</summary>
    internal const string InlineCompletionsVariable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>
    /// Lets the thread that waits for all sockets run what a socket's bytes lead to, instead of handing it to the thread pool.
    /// The connection loop never blocks, so an event saves a change of threads. A value that is set already is left alone.
    /// </summary>
    public static void UseInlineSocketCompletions()
    {
        if (Environment.GetEnvironmentVariable(InlineCompletionsVariable) is null)
        {
            Environment.SetEnvironmentVariable(InlineCompletionsVariable, "1");
        }
    }
}
