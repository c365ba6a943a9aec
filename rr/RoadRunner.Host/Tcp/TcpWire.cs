namespace RoadRunner.Host.Tcp;

/// <summary>The words of the TCP plugin as they stand on the wire (docs/protocol.md, "Events" and "Responses").</summary>
internal static class TcpWire
{
    public const string Connected = "CONNECTED";
    public const string Data = "DATA";
    public const string Close = "CLOSE";

    public static ReadOnlySpan<byte> Continue => "CONTINUE"u8;

    public static ReadOnlySpan<byte> Write => "WRITE"u8;

    public static ReadOnlySpan<byte> WriteClose => "WRITECLOSE"u8;

    /// <summary>Returns the word of an event.</summary>
    public static string WordOf(ConnectionEventKind kind) => kind switch
    {
        ConnectionEventKind.Connected => Connected,
        ConnectionEventKind.Data => Data,
        _ => Close,
    };
}
