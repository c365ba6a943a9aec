using RoadRunner.Host.Configuration.Sources;

namespace RoadRunner.Host.Configuration;

/// <summary>What a configuration is made of: a file, and what a command line says beside it. Immutable.</summary>
public sealed record ConfigurationSource
{
    /// <summary>The file that is read when nobody names one.</summary>
    public const string DefaultFile = ".rr.yaml";

    /// <summary>The environment variable that takes the place of <see cref="DotEnvFile"/>.</summary>
    public const string DotEnvVariable = "DOTENV_PATH";

    /// <summary>Gets the configuration file, absolute or relative to <see cref="WorkingDirectory"/>, or else to the current directory; <c>-c</c>.</summary>
    /// <value>Default: <see cref="DefaultFile"/>. Errors name it as it is written here, behind the working directory.</value>
    public string File { get; init; } = DefaultFile;

    /// <summary>Gets the directory from which relative paths start and in which workers run, <c>-w</c>.</summary>
    /// <value>Default: null, the directory of the file.</value>
    public string? WorkingDirectory { get; init; }

    /// <summary>Gets the texts of <c>-o</c>: <c>key.path=value</c>. They win over everything else, a later one over an earlier one.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Gets the file with <c>NAME=value</c> lines that is read first, <c>--dotenv</c>; relative to the working directory.</summary>
    /// <value>Default: null, none. The variable <see cref="DotEnvVariable"/> takes its place; when that is empty, there is none.</value>
    public string? DotEnvFile { get; init; }

    /// <summary>Gets whether the key <c>envfile</c> of the configuration names a file with more variables, <c>-e</c>; relative to the file.</summary>
    /// <value>Default: false, the key is ignored with a warning.</value>
    public bool ReadsEnvFile { get; init; }

    /// <summary>Gets what returns the value of an environment variable, or null. A variable that it knows wins over the files with variables.</summary>
    /// <value>Default: the environment of the process.</value>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Gets whether the section <c>server</c> and the command of the workers have to be there.</summary>
    /// <value>Default: true.</value>
    public bool NeedsCommand { get; init; } = true;

    /// <summary>Returns the full path of the working directory.</summary>
    public string GetFullDirectory() => new SourcePaths(this).Directory;
}
