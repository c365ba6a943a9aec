using CommandLine;

namespace RoadRunner.Cli.Status;

/// <summary>Arguments of <c>dotnet rr status</c>.</summary>
[Verb("status", HelpText = "Shows what a running server and its services do; ends with 0 when they are ready.")]
internal sealed class StatusOptions : ConfigurationOptions
{
    /// <summary>Gets a value indicating whether the output is JSON.</summary>
    [Option("json", HelpText = "Print one line of JSON in place of the tables.")]
    public bool Json { get; init; }

    /// <summary>Gets the storage in which the services say what they have done; null means all that the server has.</summary>
    [Option("storage", MetaValue = "NAME", HelpText = "Look in this key-value storage for what the services have done; without it in all that the server has.")]
    public string? Storage { get; init; }
}
