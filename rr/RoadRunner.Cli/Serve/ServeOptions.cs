using CommandLine;

namespace RoadRunner.Cli.Serve;

/// <summary>Arguments of <c>dotnet rr serve</c>.</summary>
[Verb("serve", HelpText = "Starts the servers and workers of the configuration and runs until it is stopped (Ctrl+C).")]
internal sealed class ServeOptions
{
    /// <summary>Gets the path of the configuration.</summary>
    [Option('c', "config", Default = ".rr.yaml", MetaValue = "FILE", HelpText = "The configuration file.")]
    public string Config { get; init; } = ".rr.yaml";

    /// <summary>Gets a value indicating whether the table is left out.</summary>
    [Option('s', "silent", HelpText = "Do not print the table at start.")]
    public bool Silent { get; init; }
}
