using CommandLine;

namespace RoadRunner.Benchmarks.Table;

[Verb("table", isDefault: true, HelpText = "Measures the embedded host beside its references and writes artifacts/bench/table.md.")]
internal sealed class TableOptions
{
    [Option("rounds", Default = 15, HelpText = "Counted rounds of each row; a round measures both sides once.")]
    public int Rounds { get; set; }

    [Option("seconds", Default = 2.0, HelpText = "Seconds of one round, half for each side.")]
    public double Seconds { get; set; }

    [Option("only", HelpText = "Only rows whose name contains this text, for example echo-16x64 or worker.")]
    public string? Only { get; set; }

    [Option("self", HelpText = "The same on both sides of every row: how far from 1.00 this machine alone takes a ratio.")]
    public bool Self { get; set; }
}
