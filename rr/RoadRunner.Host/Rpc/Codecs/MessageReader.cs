using System.Collections;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>Fills a message from JSON or MessagePack as Go fills the structure: by name, unknown names left aside.</summary>
internal static class MessageReader
{
    public static T Read<T>(GoValue value)
        where T : IMessage<T>, new()
    {
        var message = new T();
        switch (value.Value)
        {
            case null:
                return message;
            case List<KeyValuePair<string, GoValue>> fields:
                Fill(message, fields);
                return message;
            default:
                throw RpcErrors.JsonType(value.Kind, message.Descriptor.Name);
        }
    }

    private static void Fill(IMessage message, List<KeyValuePair<string, GoValue>> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (value.Value is not null && Find(message.Descriptor, name) is { } field)
            {
                Set(message, field, value);
            }
        }
    }

    // JSON has the name of the .proto file, MessagePack that of the field in Go.
    private static FieldDescriptor? Find(MessageDescriptor message, string name)
    {
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            if (name.Equals(field.Name, StringComparison.OrdinalIgnoreCase) || name.Equals(GoName.Of(field), StringComparison.Ordinal))
            {
                return field;
            }
        }

        return null;
    }

    private static void Set(IMessage message, FieldDescriptor field, GoValue value)
    {
        if (!field.IsRepeated)
        {
            field.Accessor.SetValue(message, Convert(field, value));
            return;
        }

        if (value.Value is not List<GoValue> items)
        {
            throw Mismatch(field, value);
        }

        var list = (IList)field.Accessor.GetValue(message);
        foreach (var item in items)
        {
            list.Add(Convert(field, item));
        }
    }

    private static object Convert(FieldDescriptor field, GoValue value) => (field.FieldType, value.Value) switch
    {
        (FieldType.String, string text) => text,
        (FieldType.Bytes, byte[] bytes) => UnsafeByteOperations.UnsafeWrap(bytes),
        (FieldType.Bytes, string base64) => Decode(base64),
        (FieldType.Bool, bool flag) => flag,
        (FieldType.Int64, long number) => number,
        (FieldType.Message, null) => field.MessageType.Parser.ParseFrom(ByteString.Empty),
        (FieldType.Message, List<KeyValuePair<string, GoValue>> fields) => Nested(field, fields),
        _ => throw Mismatch(field, value),
    };

    private static IMessage Nested(FieldDescriptor field, List<KeyValuePair<string, GoValue>> fields)
    {
        var message = field.MessageType.Parser.ParseFrom(ByteString.Empty);
        Fill(message, fields);
        return message;
    }

    private static ByteString Decode(string base64)
    {
        try
        {
            return ByteString.FromBase64(base64);
        }
        catch (FormatException error)
        {
            throw new RpcFault("illegal base64 data", error);
        }
    }

    private static RpcFault Mismatch(FieldDescriptor field, GoValue value)
    {
        var type = new StringBuilder(field.IsRepeated ? "[]" : "").Append(field.FieldType switch
        {
            FieldType.String => "string",
            FieldType.Bytes => "[]uint8",
            FieldType.Bool => "bool",
            FieldType.Int64 => "int64",
            _ => $"*{field.MessageType.Name}",
        });
        return RpcErrors.JsonFieldType(value.Kind, field.ContainingType.Name, GoName.Of(field), type.ToString());
    }
}
