using CommandLine;

namespace RoadRunner.Benchmarks.Load;

[Verb("gets", HelpText = "Closed-loop key-value gets through one link; takes run lines from stdin.")]
internal sealed class GetsOptions
{
    [Option("address", Required = true, HelpText = "Address of the RPC port, as in RR_RPC.")]
    public string Address { get; set; } = "";

    [Option("storage", Default = "bench", HelpText = "Name of the storage.")]
    public string Storage { get; set; } = "";

    [Option("bytes", Default = 64, HelpText = "Bytes of the value.")]
    public int Bytes { get; set; }
}
