using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using MessagePack;

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

    protected override void WriteMessagePack(ref MessagePackWriter writer, T value) => WriteMap(ref writer, value);

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

    private static void WriteMap(ref MessagePackWriter writer, IMessage message)
    {
        var fields = message.Descriptor.Fields.InDeclarationOrder();
        writer.WriteMapHeader(fields.Count);
        foreach (var field in fields)
        {
            writer.Write(GoName.Of(field));
            WriteValue(ref writer, field.Accessor.GetValue(message));
        }
    }

    private static void WriteValue(ref MessagePackWriter writer, object? value)
    {
        switch (value)
        {
            case string text:
                writer.Write(text);
                break;
            case ByteString { IsEmpty: false } bytes:
                writer.Write(bytes.Span);
                break;
            case bool flag:
                writer.Write(flag);
                break;
            case long number:
                writer.WriteInt64(number);
                break;
            case IMessage nested:
                WriteMap(ref writer, nested);
                break;
            case IList { Count: > 0 } list:
                writer.WriteArrayHeader(list.Count);
                foreach (var item in list)
                {
                    WriteValue(ref writer, item);
                }

                break;
            default:
                writer.WriteNil();
                break;
        }
    }
}
