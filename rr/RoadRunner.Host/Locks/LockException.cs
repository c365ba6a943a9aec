namespace RoadRunner.Host.Locks;

/// <summary>A lock request that is refused. The message is the text of the error reply.</summary>
internal sealed class LockException(string message) : Exception(message);
