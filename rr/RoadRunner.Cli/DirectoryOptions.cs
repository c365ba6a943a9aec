using CommandLine;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Cli;

/// <summary>What every command takes.</summary>
internal abstract class DirectoryOptions
{
    /// <summary>Gets the path of the configuration, relative to the working directory if that is given.</summary>
    [Option('c', "config", Default = ConfigurationSource.DefaultFile, MetaValue = "FILE", HelpText = "The configuration file.")]
    public string Config { get; init; } = ConfigurationSource.DefaultFile;

    /// <summary>Gets the working directory; null means that of the configuration.</summary>
    [Option('w', "WorkDir", MetaValue = "DIR", HelpText = "The working directory, from which FILE and every relative path in it start; without it the directory of FILE.")]
    public string? WorkingDirectory { get; init; }

    /// <summary>Gets the same, spelled as the other flags are.</summary>
    [Option("workdir", Hidden = true)]
    public string? WorkingDirectoryInLowerCase { get; init; }

    /// <summary>Returns the file and the directory.</summary>
    public virtual ConfigurationSource ToSource() => new() { File = Config, WorkingDirectory = WorkingDirectory ?? WorkingDirectoryInLowerCase };
}
