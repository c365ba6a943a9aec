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

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rr-yaml-");

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
        var error = Assert.Throws<ConfigurationException>(() => file.Load(environment));
        return file.WithoutDirectory(error.Message);
    }

    /// <summary>Returns the warnings of a text, one per line, the directory taken out.</summary>
    public static string Warnings(string text)
    {
        using var file = new ConfigurationFile(text);
        return file.WithoutDirectory(string.Join('\n', file.Load().Warnings));
    }

    public RrConfiguration Load(params string[] environment)
    {
        var variables = environment.Select(entry => entry.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return ConfigurationLoader.Load(Path, name => variables.GetValueOrDefault(name));
    }

    public string WithoutDirectory(string text) => text.Replace(Path, ".rr.yaml", StringComparison.Ordinal);

    public void Dispose() => _directory.Delete(recursive: true);
}
