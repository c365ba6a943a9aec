using System.Buffers;
using System.Text.Json;
using MessagePack;
using RoadRunner.Host.Rpc.Codecs;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>What the host can do: <c>{"name":"…","version":"…","push":true,"framing":{"SERVER":"exact"},"delimiters":{"SERVER":"0d0a"},"connections":{"SERVER":1}}</c>, in MessagePack with the same names.</summary>
internal sealed class HostFeaturesResult : RpcResult<HostFeatures>
{
    private const int FieldCount = 6;

    protected override void WriteJson(IBufferWriter<byte> writer, HostFeatures value)
    {
        using var json = new Utf8JsonWriter(writer);
        json.WriteStartObject();
        json.WriteString("name"u8, value.Name);
        json.WriteString("version"u8, value.Version);
        json.WriteBoolean("push"u8, value.Push);
        WriteTexts(json, "framing"u8, value.Framing);
        WriteTexts(json, "delimiters"u8, value.Delimiters);
        json.WriteStartObject("connections"u8);
        foreach (var (server, count) in value.Connections)
        {
            json.WriteNumber(server, count);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    protected override void WriteMessagePack(ref MessagePackWriter writer, HostFeatures value)
    {
        writer.WriteMapHeader(FieldCount);
        writer.WriteString("name"u8);
        writer.Write(value.Name);
        writer.WriteString("version"u8);
        writer.Write(value.Version);
        writer.WriteString("push"u8);
        writer.Write(value.Push);
        WriteTexts(ref writer, "framing"u8, value.Framing);
        WriteTexts(ref writer, "delimiters"u8, value.Delimiters);
        writer.WriteString("connections"u8);
        writer.WriteMapHeader(value.Connections.Count);
        foreach (var (server, count) in value.Connections)
        {
            writer.Write(server);
            writer.Write(count);
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<KeyValuePair<string, string>> texts)
    {
        json.WriteStartObject(name);
        foreach (var (server, text) in texts)
        {
            json.WriteString(server, text);
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(ref MessagePackWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<KeyValuePair<string, string>> texts)
    {
        writer.WriteString(name);
        writer.WriteMapHeader(texts.Count);
        foreach (var (server, text) in texts)
        {
            writer.Write(server);
            writer.Write(text);
        }
    }
}
