namespace RoadRunner.Host.Configuration;

/// <summary>How the operating system shares the processors among those who carry events, <c>host.scheduling</c>.</summary>
public enum SchedulingMode
{
    /// <summary>
    /// While events come faster than the workers take them, the workers and, with <see cref="RoadRunnerHostOptions.OwnsProcess"/>, the process
    /// of the host do not interrupt each other (<c>SCHED_BATCH</c> of Linux, see sched(7)). Elsewhere as <see cref="Normal"/>.
    /// </summary>
    Batch,

    /// <summary>As the processes were started.</summary>
    Normal,
}
