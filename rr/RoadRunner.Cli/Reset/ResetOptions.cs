using CommandLine;

namespace RoadRunner.Cli.Reset;

/// <summary>Arguments of <c>dotnet rr reset</c>.</summary>
[Verb("reset", HelpText = "Replaces the workers of a running server by new ones.")]
internal sealed class ResetOptions : ConfigurationOptions
{
    /// <summary>Gets the plugins that are reset; none means all.</summary>
    [Value(0, MetaName = "PLUGIN", HelpText = "Whose workers; without it all.")]
    public IEnumerable<string> Plugins { get; init; } = [];
}
