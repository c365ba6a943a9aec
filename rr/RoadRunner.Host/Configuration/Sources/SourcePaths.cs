namespace RoadRunner.Host.Configuration.Sources;

/// <summary>
/// Full paths, and what messages call them: relative paths stay relative, so that they are short and can be opened from where the
/// command was typed.
/// </summary>
internal sealed class SourcePaths
{
    private readonly string _shownDirectory;

    public SourcePaths(ConfigurationSource source)
    {
        if (source.WorkingDirectory is { Length: > 0 } given)
        {
            Directory = Path.GetFullPath(given);
            _shownDirectory = given;
            ShownFile = Path.Combine(given, source.File);
            File = Path.GetFullPath(source.File, Directory);
        }
        else
        {
            ShownFile = source.File;
            File = Path.GetFullPath(source.File, Environment.CurrentDirectory);
            Directory = Path.GetDirectoryName(File) ?? File;
            _shownDirectory = Path.GetDirectoryName(source.File) ?? "";
        }
    }

    /// <summary>Gets the full path of the configuration file.</summary>
    public string File { get; }

    /// <summary>Gets what messages call it.</summary>
    public string ShownFile { get; }

    /// <summary>Gets the full path of the working directory.</summary>
    public string Directory { get; }

    /// <summary>Returns the full path of a file that is named relative to the working directory.</summary>
    /// <exception cref="SourceException">The name cannot be that of a file.</exception>
    public string FullPathOf(string file, ConfigurationPlace namedAt) => FullPathOf(file, Directory, namedAt);

    /// <summary>Returns the full path of a file that is named relative to a directory.</summary>
    /// <exception cref="SourceException">The name cannot be that of a file.</exception>
    public static string FullPathOf(string file, string directory, ConfigurationPlace namedAt) => file.Contains('\0', StringComparison.Ordinal)
        ? throw new SourceException(namedAt, "the name of a file cannot have a NUL character in it")
        : Path.GetFullPath(file, directory);

    /// <summary>Returns what messages call a file that is named relative to the working directory.</summary>
    public string ShownPathOf(string file) => Path.Combine(_shownDirectory, file);
}
