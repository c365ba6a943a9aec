using System.Net;
using System.Text.Json;

namespace Spiral.RoadRunner.Tcp;

/// <summary>The decoded context of an event: immutable, shared by all events with the same bytes.</summary>
internal sealed class TcpContext
{
    private TcpContext(string remoteAddress, string server, string connectionUuid, TcpEvent @event)
    {
        RemoteAddress = remoteAddress;
        Server = server;
        ConnectionUuid = connectionUuid;
        Event = @event;
        RemoteEndPoint = IPEndPoint.TryParse(remoteAddress, out var endPoint) ? endPoint : null;
    }

    public string RemoteAddress { get; }

    public string Server { get; }

    public string ConnectionUuid { get; }

    public TcpEvent Event { get; }

    public IPEndPoint? RemoteEndPoint { get; }

    /// <exception cref="TcpRequestException">The bytes are no JSON object, or one of the known keys is no string.</exception>
    public static TcpContext Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return ParseObject(json);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            throw new TcpRequestException($"The context of the event cannot be decoded: {cause.Message}", json, cause);
        }
    }

    private static TcpContext ParseObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A JSON object is expected.");
        }

        string remoteAddress = "", server = "", connectionUuid = "", word = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(TcpWire.RemoteAddress))
            {
                remoteAddress = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals(TcpWire.Server))
            {
                server = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals(TcpWire.ConnectionUuid))
            {
                connectionUuid = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals(TcpWire.Event))
            {
                word = ReadText(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // Reading on is what finds trailing bytes.
        reader.Read();
        return new TcpContext(remoteAddress, server, connectionUuid, TcpWire.ParseEvent(word));
    }

    private static string ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString() ?? "";
    }
}
