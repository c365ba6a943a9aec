using CommandLine;

namespace RoadRunner.Cli.Stop;

/// <summary>Arguments of <c>dotnet rr stop</c>.</summary>
[Verb("stop", HelpText = "Asks the server that was started with `serve -p` to stop.")]
internal sealed class StopOptions : ConfigurationOptions
{
    /// <summary>Gets a value indicating whether a second signal ends the server at once.</summary>
    [Option('f', "force", HelpText = "Ask a second time after a second, which ends the server at once.")]
    public bool Force { get; init; }
}
