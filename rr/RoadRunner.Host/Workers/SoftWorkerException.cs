namespace RoadRunner.Host.Workers;

/// <summary>The worker answered an event with an error frame. It is alive and goes on.</summary>
public sealed class SoftWorkerException : WorkerException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="pid">The process id of the worker.</param>
    /// <param name="text">The text of the frame.</param>
    public SoftWorkerException(int pid, string text)
        : base($"Worker {pid} answered with an error: {text}") => Pid = pid;

    /// <summary>Gets the process id of the worker.</summary>
    public int Pid { get; }
}
