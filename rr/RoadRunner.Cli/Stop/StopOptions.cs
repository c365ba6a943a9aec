using CommandLine;

namespace RoadRunner.Cli.Stop;

/// <summary>Arguments of <c>dotnet rr stop</c>.</summary>
[Verb("stop", HelpText = "Asks the server that was started with `serve -p` to stop.")]
internal sealed class StopOptions : DirectoryOptions
{
    /// <summary>Gets a value indicating whether a second signal ends the server at once.</summary>
    [Option('f', "force", HelpText = "Ask a second time after a second, which ends the server at once.")]
    public bool Force { get; init; }

    /// <summary>Gets what this command accepts, like the others, and has no use for: it does not read the configuration.</summary>
    [Option('o', "override", Hidden = true)]
    public IEnumerable<string> Overrides { get; init; } = [];

    /// <summary>Gets what is accepted and not used, as <see cref="Overrides"/>.</summary>
    [Option("dotenv", Hidden = true)]
    public string? DotEnv { get; init; }

    /// <summary>Gets a value indicating what is accepted and not used, as <see cref="Overrides"/>.</summary>
    [Option('e', "enable-experimental", Hidden = true)]
    public bool EnableExperimental { get; init; }
}
