namespace Spiral.Goridge.Rpc;

/// <summary>The families of MessagePack values.</summary>
public enum MessagePackType
{
    /// <summary>nil.</summary>
    Nil,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>An integer from −2^63 to 2^64 − 1, whatever its form.</summary>
    Integer,

    /// <summary>float 32 or float 64.</summary>
    Float,

    /// <summary>A text in UTF-8.</summary>
    String,

    /// <summary>Bytes.</summary>
    Binary,

    /// <summary>A count and that many values.</summary>
    Array,

    /// <summary>A count and that many pairs of key and value.</summary>
    Map,

    /// <summary>A type from −128 to 127 and bytes; −1 is the timestamp.</summary>
    Extension,
}
