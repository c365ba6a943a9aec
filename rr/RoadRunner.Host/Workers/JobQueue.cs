using System.Diagnostics.CodeAnalysis;

namespace RoadRunner.Host.Workers;

/// <summary>The jobs that wait for a worker, in order, each until its time: for any worker, or for the one of its connection.</summary>
/// <remarks>Not thread-safe: the gate of the pool guards it. Waiting allocates nothing, but for the first job that waits for a certain worker.</remarks>
/// <param name="time">The clock.</param>
/// <param name="patience">How long a job waits that may time out.</param>
internal sealed class JobQueue(TimeProvider time, TimeSpan patience)
{
    private readonly LinkedList<WorkerJob> _shared = new();
    private readonly Dictionary<WorkerProcess, LinkedList<WorkerJob>> _own = [];
    private readonly long _patienceTicks = (long)(patience.TotalSeconds * time.TimestampFrequency);
    private long _firstTicket;
    private long _lastTicket;

    /// <summary>Gets how many jobs wait.</summary>
    public int Count => _shared.Count + _own.Values.Sum(static jobs => jobs.Count);

    /// <summary>Gets a value indicating whether a job waits that any worker can have.</summary>
    public bool HasShared => _shared.Count > 0;

    /// <summary>Gets how long it takes until the next job has waited too long; null when none can.</summary>
    public TimeSpan? UntilNext
    {
        get
        {
            var next = All().Select(static job => job.WaitsUntil).DefaultIfEmpty(long.MaxValue).Min();
            return next == long.MaxValue
                ? null
                : TimeSpan.FromSeconds(Math.Max(0, (double)(next - time.GetTimestamp()) / time.TimestampFrequency));
        }
    }

    /// <summary>Adds a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="first">True for one that goes before those that are there.</param>
    /// <param name="worker">The only worker that may have it, until <see cref="Release"/>; null for any.</param>
    public void Add(WorkerJob job, bool first, WorkerProcess? worker = null)
    {
        job.QueuedAt = time.GetTimestamp();
        job.WaitsUntil = job.MayTimeOut ? job.QueuedAt + _patienceTicks : long.MaxValue;
        job.Ticket = first ? --_firstTicket : ++_lastTicket;
        var jobs = worker is null ? _shared : OwnOf(worker);
        if (first)
        {
            jobs.AddFirst(job.Place);
        }
        else
        {
            jobs.AddLast(job.Place);
        }
    }

    /// <summary>Takes the job that is next for a worker, or for a worker that has not been started yet.</summary>
    public bool TryTake(WorkerProcess? worker, [NotNullWhen(true)] out WorkerJob? job)
    {
        var next = _shared.First;
        if (_own.Count > 0 && worker is not null && _own.TryGetValue(worker, out var own) && own.First is { } mine && (next is null || mine.Value.Ticket < next.Value.Ticket))
        {
            next = mine;
        }

        next?.List!.Remove(next);
        job = next?.Value;
        job?.EndWait(time.GetTimestamp());
        return job is not null;
    }

    /// <summary>A worker takes no more jobs: those that waited for it are for any, each where it would have been.</summary>
    public void Release(WorkerProcess worker)
    {
        if (_own.Count == 0 || !_own.Remove(worker, out var own))
        {
            return;
        }

        var after = _shared.First;
        while (own.First is { } place)
        {
            own.RemoveFirst();
            while (after is not null && after.Value.Ticket < place.Value.Ticket)
            {
                after = after.Next;
            }

            if (after is null)
            {
                _shared.AddLast(place);
            }
            else
            {
                _shared.AddBefore(after, place);
            }
        }
    }

    /// <summary>Takes all jobs.</summary>
    public WorkerJob[] TakeAll() => Take(static _ => true);

    /// <summary>Takes the jobs that have waited too long.</summary>
    public WorkerJob[] TakeOverdue()
    {
        var now = time.GetTimestamp();
        return Take(job => job.WaitsUntil <= now);
    }

    private LinkedList<WorkerJob> OwnOf(WorkerProcess worker)
    {
        if (!_own.TryGetValue(worker, out var jobs))
        {
            _own.Add(worker, jobs = new LinkedList<WorkerJob>());
        }

        return jobs;
    }

    private WorkerJob[] Take(Func<WorkerJob, bool> match)
    {
        WorkerJob[] taken = [.. All().Where(match)];
        foreach (var job in taken)
        {
            job.Place.List!.Remove(job.Place);
            job.EndWait(time.GetTimestamp());
        }

        return taken;
    }

    private IEnumerable<WorkerJob> All() => _shared.Concat(_own.Values.SelectMany(static jobs => jobs));
}
