namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The names of the length prefixes in <see cref="TcpFraming.Encode"/>. They live in stored sessions: never change one.</summary>
internal static class LengthPrefixText
{
    public static string Encode(TcpLengthPrefix kind) => kind switch
    {
        TcpLengthPrefix.Byte => "u8",
        TcpLengthPrefix.UInt16BigEndian => "u16be",
        TcpLengthPrefix.UInt16LittleEndian => "u16le",
        TcpLengthPrefix.UInt32BigEndian => "u32be",
        TcpLengthPrefix.UInt32LittleEndian => "u32le",
        TcpLengthPrefix.VarInt => "varint",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of length prefix."),
    };

    public static TcpLengthPrefix Decode(string text) => text switch
    {
        "u8" => TcpLengthPrefix.Byte,
        "u16be" => TcpLengthPrefix.UInt16BigEndian,
        "u16le" => TcpLengthPrefix.UInt16LittleEndian,
        "u32be" => TcpLengthPrefix.UInt32BigEndian,
        "u32le" => TcpLengthPrefix.UInt32LittleEndian,
        "varint" => TcpLengthPrefix.VarInt,
        _ => throw new FormatException($"'{text}' is no kind of length prefix."),
    };
}
