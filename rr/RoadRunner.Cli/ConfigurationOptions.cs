using CommandLine;

namespace RoadRunner.Cli;

/// <summary>What every command takes.</summary>
internal abstract class ConfigurationOptions
{
    /// <summary>Gets the path of the configuration; its directory is the working directory.</summary>
    [Option('c', "config", Default = ".rr.yaml", MetaValue = "FILE", HelpText = "The configuration file.")]
    public string Config { get; init; } = ".rr.yaml";
}
