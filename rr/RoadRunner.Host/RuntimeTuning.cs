namespace RoadRunner.Host;

/// <summary>Settings of the .NET runtime: one that a process made for this host turns on before it opens its first socket, and those of its workers.</summary>
public static class RuntimeTuning
{
    /// <summary>The runtime reads it once, when the first socket is used.</summary>
    internal const string InlineCompletionsVariable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    // Methods that are called often are compiled anew 100 ms after the last new one was met, which under load is a good part of what
    // a reset costs: with 0 it is after 30 calls.
    private const string CallCountingDelayVariable = "DOTNET_TC_CallCountingDelayMs";

    // Most of what is compiled in the first second is code that watches how the program runs, so that a better compilation can follow.
    private const string ProfilingVariable = "DOTNET_TieredPGO";

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

    /// <summary>Has a worker that is a .NET program reach its full speed sooner. What is set already, in whatever case, holds.</summary>
    /// <param name="environment">All that the worker finds.</param>
    /// <param name="isShortLived">Whether the worker will have gone before the compiler's knowledge of how it runs is of use.</param>
    internal static void TuneWorker(IDictionary<string, string?> environment, bool isShortLived)
    {
        SetUnlessThere(environment, CallCountingDelayVariable, "0");
        if (isShortLived)
        {
            SetUnlessThere(environment, ProfilingVariable, "0");
        }
    }

    // The runtime knows the names in one case only; those of server.env come in capitals, as in Go.
    private static void SetUnlessThere(IDictionary<string, string?> environment, string name, string value)
    {
        var there = environment.Keys.FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase));
        environment[name] = there is null ? value : environment[there];
    }
}
