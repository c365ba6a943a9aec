using System.Buffers;
using System.Text.Json;
using RoadRunner.Host.Rpc.Codecs;
using Spiral.Goridge.Rpc;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>What the host can do: <c>{"name":"…","version":"…","push":false,"framing":{"SERVER":"exact"}}</c>, in MessagePack with the same names.</summary>
internal sealed class HostFeaturesResult : RpcResult<HostFeatures>
{
    private const int FieldCount = 4;

    protected override void WriteJson(IBufferWriter<byte> writer, HostFeatures value)
    {
        using var json = new Utf8JsonWriter(writer);
        json.WriteStartObject();
        json.WriteString("name"u8, value.Name);
        json.WriteString("version"u8, value.Version);
        json.WriteBoolean("push"u8, value.Push);
        json.WriteStartObject("framing"u8);
        foreach (var (server, framing) in value.Framing)
        {
            json.WriteString(server, framing);
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
        output.WriteUtf8("framing"u8);
        output.WriteMapHeader(value.Framing.Count);
        foreach (var (server, framing) in value.Framing)
        {
            output.Write(server);
            output.Write(framing);
        }
    }
}
