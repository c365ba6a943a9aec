namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>One event of a connection and what it was answered. Immutable; bytes belong to the record.</summary>
/// <remarks>One line of a capture file: <c>{"v":1,"seq":…,"pid":…,"time":"…","event":"Data","server":"…","uuid":"…","remote":"…","body":"base64","answer":"Respond","reply":"base64","micros":…}</c>.</remarks>
public sealed record CaptureRecord
{
    /// <summary>The version of the format that this package writes and reads.</summary>
    public const int FormatVersion = 1;

    /// <summary>Gets which record of its process this is, from 1.</summary>
    /// <value>Records of one connection stand in the order of its events, also when several processes handled them.</value>
    public long Sequence { get; init; }

    /// <summary>Gets the process that handled the event.</summary>
    public int ProcessId { get; init; }

    /// <summary>Gets when the event came.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Gets what happened.</summary>
    public required TcpEvent Event { get; init; }

    /// <summary>Gets the name of the server, in lower case.</summary>
    public required string Server { get; init; }

    /// <summary>Gets the id of the connection.</summary>
    public required string ConnectionUuid { get; init; }

    /// <summary>Gets the address of the client as the server wrote it.</summary>
    public string RemoteAddress { get; init; } = "";

    /// <summary>Gets the bytes of the event as the server sent them, before any framing.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets a value indicating whether the event had more bytes than <see cref="Body"/>.</summary>
    public bool IsBodyTruncated { get; init; }

    /// <summary>Gets what was answered.</summary>
    public required TcpResponse Answer { get; init; }

    /// <summary>Gets the bytes of the answer.</summary>
    public ReadOnlyMemory<byte> Reply { get; init; }

    /// <summary>Gets a value indicating whether the answer had more bytes than <see cref="Reply"/>.</summary>
    public bool IsReplyTruncated { get; init; }

    /// <summary>Gets how long the event was handled, to the microsecond.</summary>
    public TimeSpan Duration { get; init; }
}
