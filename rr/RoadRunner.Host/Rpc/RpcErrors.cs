namespace RoadRunner.Host.Rpc;

/// <summary>Texts of the Go server's RPC layer (goridge and its JSON reader), which clients compare with.</summary>
internal static class RpcErrors
{
    public const string UnknownDecoder = ReadBody + "unknown decoder used in frame";

    public const string NotAMessage = ReadBody + "message type is not a proto";

    public const string BadMessage = ReadBody + "proto: cannot parse invalid wire-format data";

    public const string UnknownRaw = "unknown Raw payload type";

    public const string ReadBody = "goridge_read_request_body: ";

    /// <summary>A method that is called in gob and is not served in it.</summary>
    public static RpcFault GobRefused(string method, string served) =>
        new($"{ReadBody}gob: {method} is not served in gob, {(served.Length > 0 ? $"only {served} are" : "nothing is")}; use JSON, MessagePack, or protobuf where the argument is a message");

    /// <summary>A gob value of another type than the argument.</summary>
    public static RpcFault GobType(string found, string goType) => new($"{ReadBody}gob: cannot take a value of type {found} as {goType}");

    /// <summary>A JSON value of another type than the argument.</summary>
    public static RpcFault JsonType(string found, string goType) => new($"json: cannot unmarshal {found} into Go value of type {goType}");

    /// <summary>A JSON value of another type than the field of a structure.</summary>
    public static RpcFault JsonFieldType(string found, string structure, string field, string goType) =>
        new($"json: cannot unmarshal {found} into Go struct field {structure}.{field} of type {goType}");

    /// <summary>JSON that ends too early, or starts with something that Go's reader does not look at any closer.</summary>
    public static RpcFault JsonEnd(string what) => new($"json: {what} unexpected end of JSON input");

    /// <summary>A letter where no value can start.</summary>
    public static RpcFault JsonStart(byte found) => new($"invalid character '{(char)found}' looking for beginning of value");

    /// <summary>More after the value.</summary>
    public static RpcFault JsonTrailing(byte found) => new($"invalid character '{(char)found}' after top-level value");
}
