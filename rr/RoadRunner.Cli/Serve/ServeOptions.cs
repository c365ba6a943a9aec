using CommandLine;

namespace RoadRunner.Cli.Serve;

/// <summary>Arguments of <c>dotnet rr serve</c>.</summary>
[Verb("serve", HelpText = "Starts the servers and workers of the configuration and runs until it is stopped (Ctrl+C).")]
internal sealed class ServeOptions : ConfigurationOptions
{
    /// <summary>Gets a value indicating whether the id of the process is written into the working directory, for <c>stop</c>.</summary>
    [Option('p', "pid", HelpText = "Write the id of the process to .pid in the working directory, for `stop`.")]
    public bool Pid { get; init; }

    /// <summary>Gets a value indicating whether a new build of the workers' program replaces them.</summary>
    [Option("watch", HelpText = "Replace the workers whenever their program has been built anew; a build that does not start changes nothing.")]
    public bool Watch { get; init; }

    /// <summary>Gets a value indicating whether the table is left out.</summary>
    [Option('s', "silent", HelpText = "Do not print the table at start.")]
    public bool Silent { get; init; }
}
