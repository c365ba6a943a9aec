using System.Text;
using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>What is a key: not blank, since no server gives such a value back, and text that UTF-8 can carry, since another key would arrive.</summary>
internal static class KeyValueKey
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">The text is no key.</exception>
    public static string Check(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        _ = Strict.GetByteCount(key);
        return key;
    }

    public static KvItem ToItem(string key) => new() { Key = Check(key) };

    public static KvItem[] ToItems(IEnumerable<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return [.. keys.Select(ToItem)];
    }
}
