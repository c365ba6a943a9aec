using RoadRunner.Host.Configuration.Reading;

namespace RoadRunner.Host.Configuration;

/// <summary>Reads <c>.rr.yaml</c>. Safe to call from any thread; nothing is read but the file and the environment handed in.</summary>
public static class ConfigurationLoader
{
    /// <summary>Reads and checks a configuration file.</summary>
    /// <param name="path">The file, absolute or relative to the current directory. Errors name it as it is written here.</param>
    /// <param name="environment">Gives the value of an environment variable, or null; called for <c>$NAME</c> and <c>${NAME:-default}</c>.</param>
    /// <returns>The configuration with all defaults filled in.</returns>
    /// <exception cref="ConfigurationException">The file cannot be read or used; all errors that could be found are listed.</exception>
    public static RrConfiguration Load(string path, Func<string, string?> environment)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(environment);

        var context = new ReadingContext(path, environment);
        var root = YamlFile.Read(context);
        var configuration = RootReader.Read(root, Path.GetFullPath(path));
        context.ThrowIfFailed();
        return configuration with { Document = EffectiveDocument.Write(root), Warnings = context.Warnings };
    }
}
