using System.Diagnostics.CodeAnalysis;

namespace RoadRunner.Host.Workers;

/// <summary>The jobs that wait for a worker, in order, each until its time. Not thread-safe: the gate of the pool guards it.</summary>
/// <param name="time">The clock.</param>
/// <param name="patience">How long a job waits that may time out.</param>
internal sealed class JobQueue(TimeProvider time, TimeSpan patience)
{
    private readonly LinkedList<WorkerJob> _jobs = new();
    private readonly long _patienceTicks = (long)(patience.TotalSeconds * time.TimestampFrequency);

    /// <summary>Gets how many jobs wait.</summary>
    public int Count => _jobs.Count;

    /// <summary>Gets how long it takes until the next job has waited too long; null when none can.</summary>
    public TimeSpan? UntilNext
    {
        get
        {
            var next = _jobs.Select(static job => job.WaitsUntil).DefaultIfEmpty(long.MaxValue).Min();
            return next == long.MaxValue
                ? null
                : TimeSpan.FromSeconds(Math.Max(0, (double)(next - time.GetTimestamp()) / time.TimestampFrequency));
        }
    }

    /// <summary>Adds a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="first">True for one that goes before those that are there.</param>
    public void Add(WorkerJob job, bool first)
    {
        job.WaitsUntil = job.MayTimeOut ? time.GetTimestamp() + _patienceTicks : long.MaxValue;
        if (first)
        {
            _jobs.AddFirst(job.Place);
        }
        else
        {
            _jobs.AddLast(job.Place);
        }
    }

    /// <summary>Takes the job that is next.</summary>
    public bool TryTake([NotNullWhen(true)] out WorkerJob? job)
    {
        job = _jobs.First?.Value;
        if (job is null)
        {
            return false;
        }

        _jobs.RemoveFirst();
        return true;
    }

    /// <summary>Takes all jobs.</summary>
    public WorkerJob[] TakeAll()
    {
        WorkerJob[] jobs = [.. _jobs];
        _jobs.Clear();
        return jobs;
    }

    /// <summary>Takes the jobs that have waited too long.</summary>
    public WorkerJob[] TakeOverdue()
    {
        var now = time.GetTimestamp();
        WorkerJob[] overdue = [.. _jobs.Where(job => job.WaitsUntil <= now)];
        foreach (var job in overdue)
        {
            _jobs.Remove(job.Place);
        }

        return overdue;
    }
}
