using CommandLine;
using RoadRunner.Benchmarks.Frames;
using RoadRunner.Benchmarks.Load;
using RoadRunner.Benchmarks.Reference;
using RoadRunner.Benchmarks.Steady;
using RoadRunner.Benchmarks.Table;
using RoadRunner.Benchmarks.Workers;

namespace RoadRunner.Benchmarks;

/// <summary>One program, one verb for each role, so that every role of a measurement is a process of its own.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            // The wire of a worker is its stdin and stdout: it starts before anything looks at the console.
            case [MinimalWorker.Role]:
                return MinimalWorker.Run();
            case [SdkWorker.Role]:
                return SdkWorker.Run();
            case [ModelWorker.Role or ModelWorker.MemoryRole or ModelWorker.KeyValueRole]:
                return await ModelWorker.RunAsync(args[0]);
            case [StandaloneEcho.Role, ..]:
                return await StandaloneEcho.RunAsync(args[1..]);

            // The options behind this verb are BenchmarkDotNet's own.
            case ["frames", ..]:
                return FrameBenchmarksVerb.Run(args[1..]);
        }

        var parsed = Parser.Default.ParseArguments<TableOptions, SteadyOptions, LoadOptions, GetsOptions, KestrelOptions>(args);
        return await parsed.MapResult(
            (TableOptions options) => TableVerb.RunAsync(options),
            (SteadyOptions options) => SteadyVerb.RunAsync(options),
            (LoadOptions options) => LoadVerb.RunAsync(options),
            (GetsOptions options) => GetsVerb.RunAsync(options),
            (KestrelOptions options) => KestrelReference.RunAsync(options),
            _ => Task.FromResult(2));
    }
}
