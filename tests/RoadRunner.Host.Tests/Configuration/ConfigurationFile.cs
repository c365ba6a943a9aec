using RoadRunner.Host.Configuration;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

/// <summary>A <c>.rr.yaml</c> in a directory of its own, which is deleted in the end.</summary>
internal sealed class ConfigurationFile : IDisposable
{
    /// <summary>The least that works, seven lines long and open for more keys of <c>tcp</c>.</summary>
    public const string Minimal = """
        version: "3"
        server:
          command: dotnet App.dll
        tcp:
          servers:
            main:
              addr: 127.0.0.1:7777

        """;

    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("rr-yaml-");

    public ConfigurationFile(string text) => File.WriteAllText(Path, text);

    public string Path => System.IO.Path.Combine(_directory.FullName, ".rr.yaml");

    /// <summary>Loads a text in an environment of <c>NAME=value</c> entries.</summary>
    public static RrConfiguration Load(string text, params string[] environment)
    {
        using var file = new ConfigurationFile(text);
        return file.Load(environment);
    }

    /// <summary>Returns the message of the exception that a text leads to, the directory taken out.</summary>
    public static string Errors(string text, params string[] environment)
    {
        using var file = new ConfigurationFile(text);
        return file.Errors(file.Source(environment));
    }

    /// <summary>Returns the warnings of a text, one per line, the directory taken out.</summary>
    public static string Warnings(string text)
    {
        using var file = new ConfigurationFile(text);
        return file.WithoutDirectory(string.Join('\n', file.Load().Warnings));
    }

    public string Directory => _directory.FullName;

    /// <summary>Writes another file, beside the first one unless it has a directory of its own.</summary>
    public ConfigurationFile With(string name, string text)
    {
        var path = System.IO.Path.Combine(Directory, name);
        System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    /// <summary>Returns the file as a source, in an environment of <c>NAME=value</c> entries.</summary>
    public ConfigurationSource Source(params string[] environment)
    {
        var variables = environment.Select(entry => entry.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new ConfigurationSource { File = Path, Environment = name => variables.GetValueOrDefault(name) };
    }

    public RrConfiguration Load(params string[] environment) => ConfigurationLoader.Load(Source(environment));

    /// <summary>Loads the file with overrides, in an empty environment.</summary>
    public RrConfiguration Override(params string[] overrides) => ConfigurationLoader.Load(Source() with { Overrides = overrides });

    /// <summary>Returns the message of the exception that a source leads to, the directory taken out.</summary>
    public string Errors(ConfigurationSource source) => WithoutDirectory(Assert.Throws<ConfigurationException>(() => ConfigurationLoader.Load(source)).Message);

    public string WithoutDirectory(string text) => text.Replace(Directory + System.IO.Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    public void Dispose() => _directory.Delete(recursive: true);
}
