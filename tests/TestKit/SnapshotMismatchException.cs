namespace RoadRunner.TestKit;

/// <summary>A text differs from its approved file.</summary>
/// <param name="message">The files and the difference.</param>
public sealed class SnapshotMismatchException(string message) : Exception(message);
