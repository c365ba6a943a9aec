using CommandLine;

namespace RoadRunner.Benchmarks.Steady;

[Verb("steady", HelpText = "Measures what replaced workers, silent and slow connections cost the others, and writes artifacts/bench/steady.md.")]
internal sealed class SteadyOptions
{
    [Option("rounds", Default = 5, HelpText = "Counted rounds of each row; a round measures both sides once.")]
    public int Rounds { get; set; }

    [Option("seconds", Default = 10.0, HelpText = "Seconds of one side of a round.")]
    public double Seconds { get; set; }

    [Option("only", HelpText = "Only rows whose name contains this text, for example reset or idle.")]
    public string? Only { get; set; }
}
