using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>What <c>informer.Workers</c> says about a worker.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="Usage">What it costs.</param>
internal readonly record struct WorkerReport(WorkerInfo Worker, ProcessUsage Usage);
