namespace RoadRunner.Host.Workers;

/// <summary>The worker that had the event died or broke the protocol, and was replaced.</summary>
public sealed class WorkerExitedException : WorkerException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="pid">The process id of the worker.</param>
    /// <param name="reason">What it did.</param>
    public WorkerExitedException(int pid, string reason)
        : base($"Worker {pid} is lost: {reason}") => Pid = pid;

    /// <summary>Gets the process id of the worker.</summary>
    public int Pid { get; }
}
