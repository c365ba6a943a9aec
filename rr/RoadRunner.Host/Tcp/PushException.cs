namespace RoadRunner.Host.Tcp;

/// <summary>A push, or a change of a group, is refused as a whole. The message says why.</summary>
internal sealed class PushException(string message) : Exception(message);
