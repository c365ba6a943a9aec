using RoadRunner.Host.Configuration.Sources;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads the files that <c>include</c> names.</summary>
internal static class IncludeReader
{
    private const string Key = "include";
    private const int MostFiles = 64;

    /// <summary>Reads the files.</summary>
    /// <param name="root">The file and the overrides.</param>
    /// <param name="paths">Where relative paths start.</param>
    /// <param name="version">The version that each file has to have; null when it does not matter.</param>
    /// <returns>The files, the uppermost first, which is the last one named.</returns>
    /// <exception cref="SourceException">A file cannot be read, or is no YAML.</exception>
    public static IReadOnlyList<ConfigurationLayer> Read(ConfigurationSection root, SourcePaths paths, string? version)
    {
        var names = root.TextsWithPlaces(Key).Where(static name => name.Text.Length > 0).ToList();
        if (names.Count > MostFiles)
        {
            root.Error(Key, $"there are {names.Count} files; the limit is {MostFiles}");
            return [];
        }

        var layers = new List<ConfigurationLayer>();
        foreach (var (name, place) in names)
        {
            var path = paths.FullPathOf(name, place);
            if (path == paths.File)
            {
                root.Context.Error(Key, place, $"{Key}: \"{name}\" is the file that includes it");
                continue;
            }

            var layer = YamlFile.Read(path, paths.ShownPathOf(name), place);
            root.Context.AddFile(layer.Whole.File!);
            Check(ConfigurationSection.Root(root.Context, layer), place, version);
            layers.Insert(0, layer);
        }

        return layers;
    }

    private static void Check(ConfigurationSection included, ConfigurationPlace includedAt, string? version)
    {
        if (included.Find(Key) is { } nested)
        {
            included.Context.Error(nested.Path, nested.Place, $"{Key}: a file that is included itself ({includedAt}) cannot include others; name them there");
        }

        if (included.Find("envfile") is { } envFile)
        {
            included.Context.Warn(envFile.Path, envFile.Place, $"has no effect in a file that is included ({includedAt})");
        }

        if (version is not null && VersionReader.Read(included) is { Length: > 0 } own && own != version)
        {
            included.Error("version", $"it is \"{own}\", and that of the file that includes this one ({includedAt}) is \"{version}\"; they have to be the same");
        }
    }
}
