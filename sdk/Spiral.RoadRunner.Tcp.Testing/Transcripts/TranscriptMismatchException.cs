namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>A transcript differs from the approved one, or none has been approved yet.</summary>
public sealed class TranscriptMismatchException : Exception
{
    internal TranscriptMismatchException(string message, string receivedFile)
        : base(message) => ReceivedFile = receivedFile;

    /// <summary>Gets the file that has what was received; rename it over the approved one to approve it.</summary>
    public string ReceivedFile { get; }
}
