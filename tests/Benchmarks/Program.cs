using CommandLine;
using RoadRunner.Benchmarks.Load;
using RoadRunner.Benchmarks.Reference;

namespace RoadRunner.Benchmarks;

/// <summary>One program, one verb for each role, so that every role of a measurement is a process of its own.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var parsed = Parser.Default.ParseArguments<LoadOptions, KestrelOptions>(args);
        return await parsed.MapResult(
            (LoadOptions options) => LoadVerb.RunAsync(options),
            (KestrelOptions options) => KestrelReference.RunAsync(options),
            _ => Task.FromResult(2));
    }
}
