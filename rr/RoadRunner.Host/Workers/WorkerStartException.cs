namespace RoadRunner.Host.Workers;

/// <summary>A worker process could not be started, or did not complete the pid handshake.</summary>
public sealed class WorkerStartException : WorkerException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The reason: the error of the operating system, the exit code and last stderr lines, or the time that ran out.</param>
    /// <param name="innerException">The cause, if another exception was the cause.</param>
    public WorkerStartException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
