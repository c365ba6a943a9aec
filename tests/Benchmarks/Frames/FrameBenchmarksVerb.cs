using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using RoadRunner.Benchmarks.Processes;

namespace RoadRunner.Benchmarks.Frames;

/// <summary>Runs the microbenchmarks; everything behind the verb goes to BenchmarkDotNet, for example <c>frames --job short</c>.</summary>
internal static class FrameBenchmarksVerb
{
    public static int Run(string[] args)
    {
        var config = ManualConfig.Create(DefaultConfig.Instance).WithArtifactsPath(Path.Combine(Repository.Artifacts(), "frames"));
        var summary = BenchmarkRunner.Run<FrameBenchmarks>(config, args);
        return summary is null || summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success) ? 1 : 0;
    }
}
