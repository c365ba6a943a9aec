using CommandLine;

namespace RoadRunner.Benchmarks.Reference;

[Verb("kestrel", HelpText = "The bare reference: Kestrel that echoes lines.")]
internal sealed class KestrelOptions
{
    [Option("port", Required = true, HelpText = "Port on the loopback address.")]
    public int Port { get; set; }
}
