namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>How the length of a message is written in front of it. The length counts the message, not itself.</summary>
public enum TcpLengthPrefix
{
    /// <summary>One byte.</summary>
    Byte,

    /// <summary>Two bytes, the high one first (network order).</summary>
    UInt16BigEndian,

    /// <summary>Two bytes, the low one first.</summary>
    UInt16LittleEndian,

    /// <summary>Four bytes, the high one first (network order).</summary>
    UInt32BigEndian,

    /// <summary>Four bytes, the low one first.</summary>
    UInt32LittleEndian,

    /// <summary>Seven bits in each byte, the low ones first, as protobuf writes delimited messages (LEB128); 1 to 9 bytes and no longer than needed.</summary>
    VarInt,
}
