namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>A capture is answered otherwise than it was.</summary>
public sealed class CaptureReplayException : Exception
{
    private const int MostShown = 20;

    internal CaptureReplayException(string path, int events, IReadOnlyList<ReplayDifference> differences)
        : base($"{differences.Count} of {events} events of {Path.GetFileName(path)} are answered otherwise:\n{string.Join('\n', differences.Take(MostShown))}") =>
        Differences = differences;

    /// <summary>Gets the events; at least one.</summary>
    public IReadOnlyList<ReplayDifference> Differences { get; }
}
