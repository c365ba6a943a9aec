namespace RoadRunner.Host.Configuration.Reading;

/// <summary>What to say about a key that no reader asked for.</summary>
internal static class UnknownKey
{
    /// <summary>Returns the message, or null when the section takes keys of any name.</summary>
    public static string? Describe(ConfigurationSection section, ConfigurationEntry entry, IReadOnlyCollection<string> known, bool open)
    {
        var place = section.Path.Length == 0 ? "" : $" in {section.Path}";
        var head = entry.Name.Split('.')[0].ToLowerInvariant();
        if (head.Length < entry.Name.Length && known.Contains(head))
        {
            return $"unknown key \"{entry.Name}\"{place}; a dot does not nest here, write the parts as keys below each other";
        }

        // A section of another plugin is nobody's business here, but who overrides a key that no file has means this host.
        if (open && !(section.Path.Length == 0 && entry.IsOverride))
        {
            return null;
        }

        return NearestKey.Find(entry.Name, known) is { } nearest
            ? $"unknown key \"{entry.Name}\"{place}; did you mean \"{nearest}\"?"
            : $"unknown key \"{entry.Name}\"{place}; known keys: {string.Join(", ", known.Distinct().Order())}";
    }
}
