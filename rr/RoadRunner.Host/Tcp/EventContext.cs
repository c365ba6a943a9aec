using System.Text;

namespace RoadRunner.Host.Tcp;

/// <summary>Writes the JSON that describes an event, with the key order, spacing and escapes of RoadRunner.</summary>
internal static class EventContext
{
    public static byte[] Encode(ConnectionIdentity connection, string eventWord)
    {
        var json = new StringBuilder("{\"remote_addr\":");
        GoJsonText.Append(json, connection.RemoteAddress);
        GoJsonText.Append(json.Append(",\"server\":"), connection.Server);
        GoJsonText.Append(json.Append(",\"uuid\":"), connection.Uuid);
        GoJsonText.Append(json.Append(",\"event\":"), eventWord);
        return Encoding.UTF8.GetBytes(json.Append('}').ToString());
    }
}
