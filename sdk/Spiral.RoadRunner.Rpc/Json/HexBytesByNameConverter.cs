using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Bytes by name, each written as hexadecimal digits.</summary>
internal sealed class HexBytesByNameConverter : JsonConverter<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>>
{
    public override IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var bytes = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Expected an object of hexadecimal texts, found {reader.TokenType}.");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            bytes[name] = ReadBytes(ref reader, name);
        }

        return bytes;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, bytes) in value)
        {
            writer.WriteString(name, Convert.ToHexStringLower(bytes.Span));
        }

        writer.WriteEndObject();
    }

    private static byte[] ReadBytes(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"Expected the bytes of \"{name}\" as a hexadecimal text, found {reader.TokenType}.");
        }

        var text = reader.GetString()!;
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException cause)
        {
            throw new JsonException($"The bytes of \"{name}\" are not hexadecimal: \"{text}\".", cause);
        }
    }
}
