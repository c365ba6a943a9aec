namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A part of a session is not in the store any more, or cannot be read.</summary>
public sealed class SessionLostException : Exception
{
    internal SessionLostException(string connectionUuid, string reason)
        : base($"The session of connection {connectionUuid} is not whole: {reason}.") => ConnectionUuid = connectionUuid;

    /// <summary>Gets the connection.</summary>
    public string ConnectionUuid { get; }
}
