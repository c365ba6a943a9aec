using System.Text.Json;

namespace RoadRunner.Cli.Status;

/// <summary>What a running server says of its configuration. A document of another form is one that says nothing.</summary>
internal sealed record RunningConfiguration(IReadOnlyList<string> Storages, bool IsDebug)
{
    /// <summary>Reads the document of <c>rpc.Config</c>, which in Go RoadRunner holds secrets: nothing of it but names goes any further.</summary>
    public static RunningConfiguration Read(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            var storages = Find(json.RootElement, "kv") is { } section ? section.EnumerateObject().Select(static storage => storage.Name) : [];
            var debug = Find(json.RootElement, "tcp") is { } tcp
                && Find(tcp, "pool") is { } pool
                && pool.TryGetProperty("debug", out var isDebug)
                && isDebug.ValueKind is JsonValueKind.True;
            return new RunningConfiguration([.. storages.Order(StringComparer.Ordinal)], debug);
        }
        catch (JsonException)
        {
            return new RunningConfiguration([], IsDebug: false);
        }
    }

    private static JsonElement? Find(JsonElement section, string key) =>
        section.ValueKind == JsonValueKind.Object && section.TryGetProperty(key, out var found) && found.ValueKind == JsonValueKind.Object ? found : null;
}
