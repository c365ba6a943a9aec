using System.Text.Json;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>Reads a body that is one JSON value and nothing else.</summary>
internal static class GoJson
{
    /// <summary>Returns the first byte that is no blank; 0 when there is none.</summary>
    public static byte First(ReadOnlySpan<byte> body)
    {
        body = body.TrimStart(" \t\r\n"u8);
        return body.IsEmpty ? (byte)0 : body[0];
    }

    /// <summary>Reads the value.</summary>
    /// <exception cref="RpcFault">It is no JSON, something follows it, or it has too many parts.</exception>
    public static GoValue Read(ReadOnlySpan<byte> body)
    {
        // What follows the value is looked at here, for the words that Go has for it.
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { AllowMultipleValues = true });
        var left = GoValue.MaxValues;
        try
        {
            reader.Read();
            var value = ReadValue(ref reader, ref left);
            var rest = First(body[(int)reader.BytesConsumed..]);
            return rest == 0 ? value : throw RpcErrors.JsonTrailing(rest);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new RpcFault(IsCut(body) ? "unexpected end of JSON input" : $"json: cannot parse the value at byte {reader.BytesConsumed}", error);
        }
    }

    /// <summary>Returns whether more bytes could make it JSON.</summary>
    private static bool IsCut(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static GoValue ReadValue(ref Utf8JsonReader reader, ref int left)
    {
        if (--left < 0)
        {
            throw new RpcFault($"json: more than {GoValue.MaxValues} values");
        }

        return new GoValue(reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => reader.TryGetInt64(out var integer) ? (object)integer : reader.GetDouble(),
            JsonTokenType.StartArray => ReadList(ref reader, ref left),
            _ => ReadMap(ref reader, ref left),
        });
    }

    private static List<GoValue> ReadList(ref Utf8JsonReader reader, ref int left)
    {
        var items = new List<GoValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader, ref left));
        }

        return items;
    }

    private static List<KeyValuePair<string, GoValue>> ReadMap(ref Utf8JsonReader reader, ref int left)
    {
        var fields = new List<KeyValuePair<string, GoValue>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            fields.Add(KeyValuePair.Create(name, ReadValue(ref reader, ref left)));
        }

        return fields;
    }
}
