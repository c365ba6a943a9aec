using RoadRunner.Host.Configuration.Sources;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>
/// Makes one document of all sources: variables of <c>--dotenv</c>, the file, variables of <c>envfile</c>, the overrides, the version,
/// the files of <c>include</c>. What is included lies on the file, and the overrides on everything.
/// </summary>
internal sealed class SourceReader
{
    private readonly ConfigurationSource _source;
    private readonly SourceEnvironment _environment;

    public SourceReader(ConfigurationSource source)
    {
        _source = source;
        _environment = new SourceEnvironment(source.Environment);
        Paths = new SourcePaths(source);
        Context = new ReadingContext(_environment.Get);
    }

    /// <summary>Gets what the run shares.</summary>
    public ReadingContext Context { get; }

    /// <summary>Gets where the files are.</summary>
    public SourcePaths Paths { get; }

    /// <summary>Gets the variables of files that the process does not have.</summary>
    public IReadOnlyDictionary<string, string> Variables => _environment.Added;

    /// <summary>Gets the version; empty when there is none, which is on the list of errors, or when it does not matter.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Reads all sources.</summary>
    /// <param name="needsVersion">Whether the files have to have the same version.</param>
    /// <exception cref="ConfigurationException">A source cannot be read.</exception>
    public ConfigurationSection Read(bool needsVersion)
    {
        try
        {
            return Merge(needsVersion);
        }
        catch (SourceException fault)
        {
            throw Context.Fatal(fault.Place, fault.Message, fault.InnerException);
        }
    }

    private ConfigurationSection Merge(bool needsVersion)
    {
        Context.AddFile(Paths.ShownFile);
        if (_source.WorkingDirectory is { Length: > 0 } given && !Directory.Exists(Paths.Directory))
        {
            throw new SourceException(new($"-w {given}", 0), $"there is no such directory (looked for {Paths.Directory})");
        }

        if (_source.File.Length == 0)
        {
            throw new SourceException(new("-c", 0), "no configuration file is named");
        }

        var overrides = OverrideLayer.Create(ReadOverrides());
        ReadDotEnv();
        var file = YamlFile.Read(Paths.File, Paths.ShownFile, new(Paths.ShownFile, 0));
        var root = ConfigurationSection.Root(Context, overrides, file);
        ReadEnvFile(root);
        if (needsVersion)
        {
            Version = VersionReader.Read(root);
        }

        var included = IncludeReader.Read(root, Paths, Version.Length > 0 ? Version : null);
        return included.Count == 0 ? root : ConfigurationSection.Root(Context, [overrides, .. included, file]);
    }

    private void ReadDotEnv()
    {
        var variable = _environment.OfProcess(ConfigurationSource.DotEnvVariable);
        if ((variable ?? _source.DotEnvFile) is not { Length: > 0 } name)
        {
            return;
        }

        var namedAt = new ConfigurationPlace(variable is null ? $"--dotenv {name}" : $"{ConfigurationSource.DotEnvVariable}={name}", 0);
        _environment.Add(DotEnvFile.Read(Paths.FullPathOf(name, namedAt), Paths.ShownPathOf(name), namedAt, _environment));
    }

    private List<OverrideText> ReadOverrides()
    {
        var overrides = new List<OverrideText>();
        foreach (var text in _source.Overrides)
        {
            try
            {
                overrides.Add(OverrideText.Parse(text));
            }
            catch (SourceException fault)
            {
                Context.Error("", fault.Place, fault.Message);
            }
        }

        return overrides;
    }

    private void ReadEnvFile(ConfigurationSection root)
    {
        const string key = "envfile";
        if (root.Text(key) is not { } name)
        {
            return;
        }

        var place = root.PlaceOf(key);
        if (!_source.ReadsEnvFile)
        {
            Context.Warn(key, place, "is not read without -e (--enable-experimental), as in RoadRunner");
            return;
        }

        // Unlike other paths it starts from the directory of the file, whatever the working directory.
        var directory = Path.GetDirectoryName(Paths.File) ?? Paths.File;
        var shown = Path.Combine(Path.GetDirectoryName(Paths.ShownFile) ?? "", name);
        _environment.Add(DotEnvFile.Read(SourcePaths.FullPathOf(name, directory, place), shown, place, _environment));
    }
}
