namespace Spiral.RoadRunner.Tcp;

/// <summary>The words of the TCP plugin as they stand on the wire (docs/protocol.md, "Events" and "Responses").</summary>
internal static class TcpWire
{
    public static ReadOnlySpan<byte> RemoteAddress => "remote_addr"u8;

    public static ReadOnlySpan<byte> Server => "server"u8;

    public static ReadOnlySpan<byte> ConnectionUuid => "uuid"u8;

    public static ReadOnlySpan<byte> Event => "event"u8;

    public static ReadOnlySpan<byte> Read => "CONTINUE"u8;

    public static ReadOnlySpan<byte> Respond => "WRITE"u8;

    public static ReadOnlySpan<byte> RespondClose => "WRITECLOSE"u8;

    public static ReadOnlySpan<byte> Close => "CLOSE"u8;

    public static TcpEvent ParseEvent(string word) => word switch
    {
        "CONNECTED" => TcpEvent.Connected,
        "DATA" => TcpEvent.Data,

        // The plugin's own documentation says CLOSED; the server sends CLOSE.
        "CLOSE" or "CLOSED" => TcpEvent.Close,
        _ => TcpEvent.Unknown,
    };

    public static ReadOnlySpan<byte> Context(TcpResponse response) => response switch
    {
        TcpResponse.Read => Read,
        TcpResponse.Respond => Respond,
        TcpResponse.RespondClose => RespondClose,
        TcpResponse.Close => Close,
        _ => throw new ArgumentOutOfRangeException(nameof(response), response, "Not a response of the TCP plugin."),
    };
}
