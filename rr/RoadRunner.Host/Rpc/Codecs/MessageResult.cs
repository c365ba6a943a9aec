using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Spiral.Goridge.Rpc;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>A result that is a protobuf message; in JSON without the fields that have no value, as Go writes it.</summary>
internal sealed class MessageResult<T> : RpcResult<T>
    where T : IMessage<T>
{
    protected override void WriteProto(IBufferWriter<byte> writer, T value) => value.WriteTo(writer);

    protected override void WriteJson(IBufferWriter<byte> writer, T value)
    {
        var json = new StringBuilder();
        AppendJson(json, value);
        Encoding.UTF8.GetBytes(json.ToString(), writer);
    }

    protected override void WriteMessagePack(IBufferWriter<byte> writer, T value) => WriteMap(writer, value);

    private static void AppendJson(StringBuilder json, IMessage message)
    {
        var separator = '{';
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var value = field.Accessor.GetValue(message);
            if (!IsZero(value))
            {
                GoJsonText.Append(json.Append(separator), field.Name);
                AppendValue(json.Append(':'), value);
                separator = ',';
            }
        }

        json.Append(separator == '{' ? "{}" : "}");
    }

    private static void AppendValue(StringBuilder json, object value)
    {
        switch (value)
        {
            case string text:
                GoJsonText.Append(json, text);
                break;
            case ByteString bytes:
                json.Append('"').Append(bytes.ToBase64()).Append('"');
                break;
            case bool flag:
                json.Append(flag ? "true" : "false");
                break;
            case long number:
                json.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case IMessage nested:
                AppendJson(json, nested);
                break;
            case IList list:
                AppendList(json, list);
                break;
        }
    }

    private static void AppendList(StringBuilder json, IList list)
    {
        json.Append('[');
        for (var index = 0; index < list.Count; index++)
        {
            AppendValue(index == 0 ? json : json.Append(','), list[index]!);
        }

        json.Append(']');
    }

    private static bool IsZero(object? value) => value is null or "" or false or 0L or ByteString { IsEmpty: true } or IList { Count: 0 };

    private static void WriteMap(IBufferWriter<byte> writer, IMessage message)
    {
        var output = new MessagePackWriter(writer);
        var fields = message.Descriptor.Fields.InDeclarationOrder();
        output.WriteMapHeader(fields.Count);
        foreach (var field in fields)
        {
            output.Write(GoName.Of(field));
            WriteValue(writer, output, field.Accessor.GetValue(message));
        }
    }

    private static void WriteValue(IBufferWriter<byte> writer, MessagePackWriter output, object? value)
    {
        switch (value)
        {
            case string text:
                output.Write(text);
                break;
            case ByteString { IsEmpty: false } bytes:
                output.WriteBinary(bytes.Span);
                break;
            case bool flag:
                output.Write(flag);
                break;
            case long number:
                GoMessagePack.WriteInt64(writer, number);
                break;
            case IMessage nested:
                WriteMap(writer, nested);
                break;
            case IList { Count: > 0 } list:
                output.WriteArrayHeader(list.Count);
                foreach (var item in list)
                {
                    WriteValue(writer, output, item);
                }

                break;
            default:
                output.WriteNil();
                break;
        }
    }
}
