using CommandLine;

namespace RoadRunner.Benchmarks.Load;

[Verb("load", HelpText = "Closed-loop load on an echo server; without --address it takes orders from stdin.")]
internal sealed class LoadOptions
{
    [Option("address", HelpText = "host:port of the server; left out, the process reads open, run and close lines from stdin.")]
    public string? Address { get; set; }

    [Option("connections", Default = 16, HelpText = "Connections; each has one message under way.")]
    public int Connections { get; set; }

    [Option("bytes", Default = 64, HelpText = "Bytes of one message, CR LF included.")]
    public int Bytes { get; set; }

    [Option("seconds", Default = 2.0, HelpText = "Measured time.")]
    public double Seconds { get; set; }

    [Option("warmup", Default = 1.0, HelpText = "Seconds of load before the measured time.")]
    public double Warmup { get; set; }
}
