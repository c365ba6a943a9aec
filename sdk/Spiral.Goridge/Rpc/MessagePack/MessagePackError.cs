namespace Spiral.Goridge.Rpc;

/// <summary>What is wrong with some MessagePack bytes.</summary>
public enum MessagePackError
{
    /// <summary>The bytes end inside a value.</summary>
    Truncated,

    /// <summary>A string, binary, extension, array or map announces more than the bytes that are left can hold.</summary>
    LengthBeyondEnd,

    /// <summary>The byte 0xc1, which the format never uses.</summary>
    NeverUsed,

    /// <summary>There is a value of another type than the one asked for.</summary>
    UnexpectedType,

    /// <summary>The value does not fit the type asked for, or a timestamp has more than 999,999,999 nanoseconds.</summary>
    OutOfRange,

    /// <summary>A string is not UTF-8.</summary>
    InvalidText,

    /// <summary>Arrays and maps are nested deeper than <see cref="MessagePackReader.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>There are bytes behind the value.</summary>
    TrailingBytes,
}
