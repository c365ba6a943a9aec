using System.Buffers;
using System.Text.Json;
using RoadRunner.Host.Rpc.Codecs;
using Spiral.Goridge.Rpc;

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

    protected override void WriteMessagePack(IBufferWriter<byte> writer, HostFeatures value)
    {
        var output = new MessagePackWriter(writer);
        output.WriteMapHeader(FieldCount);
        output.WriteUtf8("name"u8);
        output.Write(value.Name);
        output.WriteUtf8("version"u8);
        output.Write(value.Version);
        output.WriteUtf8("push"u8);
        output.Write(value.Push);
        WriteTexts(output, "framing"u8, value.Framing);
        WriteTexts(output, "delimiters"u8, value.Delimiters);
        output.WriteUtf8("connections"u8);
        output.WriteMapHeader(value.Connections.Count);
        foreach (var (server, count) in value.Connections)
        {
            output.Write(server);
            output.Write(count);
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

    private static void WriteTexts(MessagePackWriter output, ReadOnlySpan<byte> name, IReadOnlyList<KeyValuePair<string, string>> texts)
    {
        output.WriteUtf8(name);
        output.WriteMapHeader(texts.Count);
        foreach (var (server, text) in texts)
        {
            output.Write(server);
            output.Write(text);
        }
    }
}
