namespace Spiral.RoadRunner.KeyValue;

/// <summary>The error texts of Go RoadRunner's kv plugin and drivers, and what we say instead.</summary>
internal static class StorageErrors
{
    // The levels of an error and the names of its operations differ between versions and drivers, so only parts are compared.
    private static readonly (string Part, StorageError Error)[] Parts =
    [
        ("can't find service", StorageError.NotConfigured),
        ("can't find method", StorageError.NotSupported),
        ("no storage provided", StorageError.NoStorage),
        ("no such storage", StorageError.UnknownStorage),
        ("not valid request for memcached", StorageError.NotSupported),
        ("key can't be empty string", StorageError.InvalidKey),
        ("parsing time", StorageError.InvalidExpiry),
    ];

    public static StorageError Classify(string text)
    {
        foreach (var (part, error) in Parts)
        {
            if (text.Contains(part, StringComparison.Ordinal))
            {
                return error;
            }
        }

        return StorageError.Failed;
    }

    public static string Describe(StorageError error, string storage, string method, string text) => error switch
    {
        StorageError.UnknownStorage =>
            $"Storage \"{storage}\" has not been defined. Please make sure your RoadRunner \"kv\" configuration contains a storage key named \"{storage}\"",
        StorageError.NotConfigured =>
            $"The server has no key-value service. Please make sure your RoadRunner configuration has a \"kv\" section that contains a storage key named \"{storage}\"",
        StorageError.NotSupported when method == KeyValueMethods.Clear =>
            "The server does not support kv.Clear. Please make sure it is RoadRunner 2.3.1 or newer",
        StorageError.NotSupported =>
            $"Storage \"{storage}\" does not support {method}. Please use another driver for the storage if you need it",
        _ => $"{method} failed in storage \"{storage}\": {Flatten(text)}",
    };

    // Nested errors are joined with ":\n\t"; a message is one line.
    private static string Flatten(string text) => string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
