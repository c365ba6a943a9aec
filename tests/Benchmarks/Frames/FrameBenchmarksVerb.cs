using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using RoadRunner.Benchmarks.Dispatch;
using RoadRunner.Benchmarks.Processes;

namespace RoadRunner.Benchmarks.Frames;

/// <summary>Runs the microbenchmarks; everything behind the verb goes to BenchmarkDotNet, for example <c>frames --job short</c>.</summary>
internal static class FrameBenchmarksVerb
{
    public static int Run(string[] args)
    {
        var config = ManualConfig.Create(DefaultConfig.Instance).WithArtifactsPath(Path.Combine(Repository.Artifacts(), "frames"));
        var summaries = BenchmarkSwitcher.FromTypes([typeof(FrameBenchmarks), typeof(DispatchBenchmarks)]).Run(args.Length == 0 ? ["--filter", "*"] : args, config).ToList();
        return summaries.Count == 0 || summaries.Exists(static summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
    }
}
