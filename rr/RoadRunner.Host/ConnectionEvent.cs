using System.Buffers;

namespace RoadRunner.Host;

/// <summary>One event of a connection, for an <see cref="IEventExecutor"/>.</summary>
/// <remarks>
/// One object for all events of a connection, so that an event allocates nothing. What describes the connection never changes;
/// <see cref="Kind"/> and <see cref="Body"/> are those of the event that is under way. Used by one thread at a time.
/// </remarks>
public sealed class ConnectionEvent
{
    internal ConnectionEvent(string serverName, string connectionUuid, string remoteAddress)
    {
        ServerName = serverName;
        ConnectionUuid = connectionUuid;
        RemoteAddress = remoteAddress;
    }

    /// <summary>Gets what happened.</summary>
    public ConnectionEventKind Kind { get; internal set; }

    /// <summary>Gets the name of the server that the client has connected to, in lower case.</summary>
    public string ServerName { get; }

    /// <summary>Gets the name of the connection: a uuid in lower case, with hyphens; what <c>tcp.Close</c> takes.</summary>
    public string ConnectionUuid { get; }

    /// <summary>Gets the client's address as workers are told it: <c>ip:port</c>, <c>[ip]:port</c>, or <c>@</c> or a path for a unix socket and for a connection that names none.</summary>
    public string RemoteAddress { get; }

    /// <summary>Gets what the client has sent; empty unless the event is <see cref="ConnectionEventKind.Data"/>.</summary>
    /// <value>Borrowed: the bytes are gone when the event's task has ended.</value>
    public ReadOnlySequence<byte> Body { get; internal set; }

    /// <summary>Gets or sets what the executor keeps with the connection; the host never looks at it.</summary>
    /// <value>Default: null.</value>
    public object? State { get; set; }
}
