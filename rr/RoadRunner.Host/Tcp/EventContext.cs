using System.Globalization;
using System.Text;

namespace RoadRunner.Host.Tcp;

/// <summary>Writes the JSON that describes an event, with the key order, spacing and escapes of RoadRunner.</summary>
internal static class EventContext
{
    public static byte[] Encode(string remoteAddress, string server, string connectionUuid, string eventWord)
    {
        var json = new StringBuilder("{\"remote_addr\":");
        AppendText(json, remoteAddress);
        AppendText(json.Append(",\"server\":"), server);
        AppendText(json.Append(",\"uuid\":"), connectionUuid);
        AppendText(json.Append(",\"event\":"), eventWord);
        return Encoding.UTF8.GetBytes(json.Append('}').ToString());
    }

    private static void AppendText(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var character in text)
        {
            switch (character)
            {
                case '"' or '\\':
                    json.Append('\\').Append(character);
                    break;
                case '\n':
                    json.Append("\\n");
                    break;
                case '\r':
                    json.Append("\\r");
                    break;
                case '\t':
                    json.Append("\\t");
                    break;
                case '<' or '>' or '&' or '\u2028' or '\u2029' or < ' ':
                    json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
                    break;
                default:
                    json.Append(character);
                    break;
            }
        }

        json.Append('"');
    }
}
