using CommandLine;

namespace RoadRunner.Cli.Workers;

/// <summary>Arguments of <c>dotnet rr workers</c>.</summary>
[Verb("workers", HelpText = "Lists the workers of a running server.")]
internal sealed class WorkersOptions : ConfigurationOptions
{
    /// <summary>Gets the plugins whose workers are listed; none means all.</summary>
    [Value(0, MetaName = "PLUGIN", HelpText = "Whose workers; without it all.")]
    public IEnumerable<string> Plugins { get; init; } = [];

    /// <summary>Gets a value indicating whether the table is drawn anew every second.</summary>
    [Option('i', "interactive", HelpText = "Draw the table anew every second, until Ctrl+C.")]
    public bool Interactive { get; init; }
}
