namespace RoadRunner.Host.Workers;

/// <summary>A worker or the pool could not do what was asked of it.</summary>
public class WorkerException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, with the pid where there is one.</param>
    /// <param name="innerException">The cause, if another exception was the cause.</param>
    public WorkerException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
