namespace RoadRunner.Host.KeyValue;

/// <summary>The rules for keys that all drivers share.</summary>
internal static class StorageKeys
{
    /// <summary>Tells whether a key is empty or has only blanks; such a key can be stored, but not asked for.</summary>
    public static bool IsBlank(string key) => string.IsNullOrWhiteSpace(key);

    /// <summary>Returns the keys, each once, in order.</summary>
    /// <exception cref="KeyValueException">One of them is blank.</exception>
    public static IReadOnlyList<string> Check(IReadOnlyList<string> keys, string operation)
    {
        foreach (var key in keys)
        {
            if (IsBlank(key))
            {
                throw KeyValueException.BlankKey(operation);
            }
        }

        return keys.Count <= 1 ? keys : [.. keys.Distinct(StringComparer.Ordinal)];
    }
}
