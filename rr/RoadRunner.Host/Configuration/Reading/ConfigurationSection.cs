using RoadRunner.Host.Configuration.Sources;
using YamlDotNet.RepresentationModel;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>
/// A mapping, of one file or merged from several sources. Readers ask it for the keys they know; <see cref="Finish"/> then reports
/// those nobody asked for, here and in the sections below. So the readers are the schema, and a key cannot be read without being
/// known. A section that no source has is an empty one.
/// </summary>
internal sealed class ConfigurationSection
{
    private readonly Dictionary<string, ConfigurationEntry> _entries;
    private readonly List<string> _known = [];
    private readonly List<ConfigurationSection> _children = [];
    private bool _open;

    private ConfigurationSection(ReadingContext context, string path, ConfigurationPlace place, Dictionary<string, ConfigurationEntry>? entries)
    {
        Context = context;
        Path = path;
        Place = place;
        Exists = entries is not null;
        _entries = entries ?? [];
    }

    public ReadingContext Context { get; }

    /// <summary>Gets the keys that lead here, in dots; empty for the root.</summary>
    public string Path { get; }

    /// <summary>Gets the place of the section's key, or of the nearest section around it that there is.</summary>
    public ConfigurationPlace Place { get; }

    public bool Exists { get; }

    public IReadOnlyCollection<ConfigurationEntry> Entries => _entries.Values;

    /// <summary>Gets the keys, in lower case.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Makes the section of everything, in which keys of files that nobody asks for are left alone.</summary>
    /// <param name="context">What the run shares.</param>
    /// <param name="layers">The sources, the uppermost first; the last one is the place of what is missing.</param>
    public static ConfigurationSection Root(ReadingContext context, params IReadOnlyList<ConfigurationLayer> layers)
    {
        LayerNode[] values = [.. layers.Where(static layer => layer.Root is not null).Select(static layer => new LayerNode(layer, layer.Root!))];
        return new ConfigurationSection(context, "", layers[^1].Whole, MappingEntries.Collect(context, "", values)) { _open = true };
    }

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    /// <summary>Returns the place of a key, or that of the section when the key is missing.</summary>
    public ConfigurationPlace PlaceOf(string key) => _entries.TryGetValue(key, out var entry) ? entry.Place : Place;

    /// <summary>Returns a key, which is known from now on; null when it is missing or has no value.</summary>
    public ConfigurationEntry? Find(string key)
    {
        _known.Add(key);
        return _entries.GetValueOrDefault(key) is { IsNull: false } entry ? entry : null;
    }

    /// <summary>Returns a section below this one, empty when there is none.</summary>
    public ConfigurationSection Section(string key)
    {
        _known.Add(key);
        return _entries.TryGetValue(key, out var entry) ? Open(entry) : new ConfigurationSection(Context, PathOf(key), Place, entries: null);
    }

    /// <summary>Returns the sections below this one, whose names the user chose.</summary>
    public IReadOnlyList<(string Name, ConfigurationSection Section)> NamedSections()
    {
        _open = true;
        return [.. _entries.Select(pair => (pair.Key, Open(pair.Value)))];
    }

    /// <summary>Makes keys known that are read elsewhere.</summary>
    public void Know(params ReadOnlySpan<string> keys) => _known.AddRange(keys);

    /// <summary>Makes keys known that change nothing, and has a warning say why.</summary>
    /// <param name="reason">Why, as the end of a sentence.</param>
    /// <param name="keys">The keys.</param>
    public void NoEffect(string reason, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (Find(key) is { } entry)
            {
                Context.Warn(entry.Path, entry.Place, $"has no effect: {reason}");
            }
        }
    }

    /// <summary>Reports the keys that no reader asked for, in this section and those below.</summary>
    public void Finish()
    {
        foreach (var (key, entry) in _entries)
        {
            if (!_known.Contains(key) && UnknownKey.Describe(this, entry, _known, _open) is { } message)
            {
                Context.Error(entry.Path, entry.Place, message);
            }
        }

        _children.ForEach(child => child.Finish());
    }

    private ConfigurationSection Open(ConfigurationEntry entry)
    {
        if (entry.Node is not YamlMappingNode && !entry.IsNull)
        {
            Context.Error(entry.Path, entry.Place, $"{entry.Path}: expected a mapping of keys, found {entry.Kind}");
        }

        var entries = MappingEntries.Collect(Context, entry.Path, entry.Values);
        var section = new ConfigurationSection(Context, entry.Path, entry.Place, entries);
        _children.Add(section);
        return section;
    }
}
