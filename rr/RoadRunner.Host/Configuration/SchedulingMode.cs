namespace RoadRunner.Host.Configuration;

/// <summary>How the operating system shares the processors among those who carry events, <c>host.scheduling</c>.</summary>
public enum SchedulingMode
{
    /// <summary>
    /// While events come faster than the workers take them, the host and its workers do not interrupt each other (<c>SCHED_BATCH</c> of
    /// Linux): each does what it has to do, and the events of a moment go on together. Elsewhere as <see cref="Normal"/>.
    /// </summary>
    Batch,

    /// <summary>As the processes were started.</summary>
    Normal,
}
