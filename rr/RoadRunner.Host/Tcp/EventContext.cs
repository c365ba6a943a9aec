using System.Text;

namespace RoadRunner.Host.Tcp;

/// <summary>Writes the JSON that describes an event, with the key order, spacing and escapes of RoadRunner.</summary>
internal static class EventContext
{
    public static byte[] Encode(string remoteAddress, string server, string connectionUuid, string eventWord)
    {
        var json = new StringBuilder("{\"remote_addr\":");
        GoJsonText.Append(json, remoteAddress);
        GoJsonText.Append(json.Append(",\"server\":"), server);
        GoJsonText.Append(json.Append(",\"uuid\":"), connectionUuid);
        GoJsonText.Append(json.Append(",\"event\":"), eventWord);
        return Encoding.UTF8.GetBytes(json.Append('}').ToString());
    }
}
