namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>A decoded JSON, MessagePack or gob value whose meaning the receiving structure decides.</summary>
/// <param name="Value">
/// Null, <see cref="bool"/>, <see cref="long"/>, <see cref="ulong"/> (gob only), <see cref="double"/>, <see cref="string"/>, <c>byte[]</c> (not in JSON),
/// <c>List&lt;GoValue&gt;</c>, or <c>List&lt;KeyValuePair&lt;string, GoValue&gt;&gt;</c>.
/// </param>
internal readonly record struct GoValue(object? Value)
{
    /// <summary>The most values in one request: they take more memory than the bytes they are made of.</summary>
    public const int MaxValues = 1_000_000;

    /// <summary>Gets what the value is called in error texts.</summary>
    public string Kind => Value switch
    {
        null => "null",
        bool => "bool",
        long or ulong or double => "number",
        string or byte[] => "string",
        List<GoValue> => "array",
        _ => "object",
    };
}
