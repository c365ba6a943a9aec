namespace RoadRunner.Host.Workers;

/// <summary>The workers of a pool with what they cost. Safe to use from any thread.</summary>
/// <remarks>Measuring asks the operating system about each process, so it is done once a second at most, however many ask.</remarks>
/// <param name="workers">Who.</param>
/// <param name="time">The clock.</param>
internal sealed class WorkerReports(IManagedWorkers workers, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Dictionary<int, ProcessUsage> _usages = [];
    private long _measured = time.GetTimestamp();

    /// <summary>Returns the workers of this moment; what they cost may be a second old.</summary>
    public IReadOnlyList<(WorkerInfo Worker, ProcessUsage Usage)> Read()
    {
        var snapshot = workers.Snapshot();
        lock (_gate)
        {
            if (time.GetElapsedTime(_measured) >= Freshness)
            {
                _usages = [];
                _measured = time.GetTimestamp();
            }

            var reports = new List<(WorkerInfo, ProcessUsage)>(snapshot.Count);
            foreach (var worker in snapshot)
            {
                if (!_usages.TryGetValue(worker.Pid, out var usage))
                {
                    usage = ProcessUsage.Measure(worker.Pid, time);
                    _usages.Add(worker.Pid, usage);
                }

                reports.Add((worker, usage));
            }

            return reports;
        }
    }
}
