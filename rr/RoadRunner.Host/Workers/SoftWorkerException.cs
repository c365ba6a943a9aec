using System.Text;

namespace RoadRunner.Host.Workers;

/// <summary>The worker answered an event with an error frame. It is alive and goes on.</summary>
public sealed class SoftWorkerException : WorkerException
{
    // The frame may have 64 MiB, and the text becomes one record of the log.
    private const int MaxTextBytes = 4 * 1024;

    /// <summary>Creates the exception.</summary>
    /// <param name="pid">The process id of the worker.</param>
    /// <param name="text">The text of the frame.</param>
    public SoftWorkerException(int pid, string text)
        : base($"Worker {pid} answered with an error: {text}") => Pid = pid;

    /// <summary>Makes the exception of an error frame; of a long text the beginning.</summary>
    internal static SoftWorkerException Of(int pid, ReadOnlySpan<byte> text) => new(
        pid, text.Length <= MaxTextBytes ? Encoding.UTF8.GetString(text) : $"{Encoding.UTF8.GetString(text[..MaxTextBytes])} … ({text.Length} bytes)");

    /// <summary>Gets the process id of the worker.</summary>
    public int Pid { get; }
}
