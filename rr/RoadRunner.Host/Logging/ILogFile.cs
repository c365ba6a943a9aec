namespace RoadRunner.Host.Logging;

/// <summary>A file that records are put at the end of. For one thread at a time.</summary>
internal interface ILogFile : IDisposable
{
    /// <summary>Gets the full path.</summary>
    public string Path { get; }

    /// <summary>Writes records, in order, and hands them to the operating system.</summary>
    /// <exception cref="IOException">They could not be written, or not all of them.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written to.</exception>
    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> records);
}
