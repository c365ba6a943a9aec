namespace RoadRunner.Host.Workers;

/// <summary>A worker that has been started and is in no pool yet.</summary>
/// <param name="Worker">The worker; nobody reads from it.</param>
/// <param name="Generation">How many resets there had been when its start began.</param>
internal sealed record WorkerStart(WorkerProcess Worker, int Generation);
