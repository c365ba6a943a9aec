namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Somebody else has written the session of a connection while an event of it was handled; nothing was saved.</summary>
public sealed class SessionConflictException : Exception
{
    internal SessionConflictException(string connectionUuid, long expected, long? found)
        : base(found is { } revision
            ? $"The session of connection {connectionUuid} was at revision {expected} and is at {revision} now: another handler has written it."
            : $"The session of connection {connectionUuid} was at revision {expected} and is gone: another handler has ended it, or its time was over.") =>
        ConnectionUuid = connectionUuid;

    /// <summary>Gets the connection.</summary>
    public string ConnectionUuid { get; }
}
