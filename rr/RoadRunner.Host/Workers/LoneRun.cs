namespace RoadRunner.Host.Workers;

/// <summary>Notices that a pool has nothing to do but one connection, which says something, waits for the answer, and goes on.</summary>
/// <remarks>
/// Under load a job finds all workers idle now and then, too. And two connections whose events one thread brings in turn would each
/// look lone while that thread waits for an answer: so all jobs of a run are those of one connection.
/// </remarks>
internal struct LoneRun
{
    /// <summary>How many jobs in a row have to find all workers idle before one counts as lone.</summary>
    public const int Length = 16;

    private WorkerJob? _last;
    private int _count;

    /// <summary>Says whether a job is lone.</summary>
    /// <param name="job">The job; a connection has one object for all of its events.</param>
    /// <param name="isAlone">Whether no worker has anything else to do.</param>
    public bool Includes(WorkerJob job, bool isAlone)
    {
        if (!isAlone || job != _last)
        {
            _last = job;
            _count = isAlone ? 1 : 0;
            return false;
        }

        _count = Math.Min(_count + 1, Length);
        return _count == Length;
    }
}
