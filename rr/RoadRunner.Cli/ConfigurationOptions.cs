using CommandLine;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Cli;

/// <summary>What every command takes that reads the configuration.</summary>
internal abstract class ConfigurationOptions : DirectoryOptions
{
    /// <summary>Gets the keys that are overridden.</summary>
    [Option('o', "override", MetaValue = "KEY=VALUE", HelpText = "Set a key of the configuration, for example tcp.pool.num_workers=2; may be repeated, and wins over every file.")]
    public IEnumerable<string> Overrides { get; init; } = [];

    /// <summary>Gets the file with variables.</summary>
    [Option("dotenv", MetaValue = "FILE", HelpText = "A file of NAME=value lines for the environment, in which existing variables win; the variable DOTENV_PATH takes its place.")]
    public string? DotEnv { get; init; }

    /// <summary>Gets a value indicating whether <c>envfile</c> in the configuration counts.</summary>
    [Option('e', "enable-experimental", HelpText = "Also read such a file whose name stands in the configuration, key envfile.")]
    public bool EnableExperimental { get; init; }

    /// <inheritdoc/>
    public override ConfigurationSource ToSource() => base.ToSource() with
    {
        Overrides = [.. Overrides],
        DotEnvFile = DotEnv,
        ReadsEnvFile = EnableExperimental,
    };
}
