using System.Diagnostics.CodeAnalysis;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.InProcess;

/// <summary>The arguments of a program that are about its servers; the others are configuration of the application.</summary>
internal static class StandaloneArguments
{
    // The names of dotnet rr.
    private static readonly (string[] Names, string Value, Func<ConfigurationSource, string, ConfigurationSource> Apply)[] Flags =
    [
        (["-c", "--config"], "the path of a configuration file", static (source, value) => source with { File = value }),
        (["-w", "--WorkDir", "--workdir"], "a directory", static (source, value) => source with { WorkingDirectory = value }),
        (["-o", "--override"], "key.path=value", static (source, value) => source with { Overrides = [.. source.Overrides, value] }),
        (["--dotenv"], "the path of a file with NAME=value lines", static (source, value) => source with { DotEnvFile = value }),
    ];

    private static readonly string[] Experimental = ["-e", "--enable-experimental"];

    /// <summary>Reads the arguments.</summary>
    /// <param name="arguments">All arguments of the program.</param>
    /// <param name="options">What they say.</param>
    /// <param name="error">What is wrong with them.</param>
    public static bool TryRead(IReadOnlyList<string> arguments, [NotNullWhen(true)] out StandaloneOptions? options, [NotNullWhen(false)] out string? error)
    {
        options = null;
        error = null;
        var source = new ConfigurationSource();
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            var equals = argument.StartsWith("--", StringComparison.Ordinal) ? argument.IndexOf('=', StringComparison.Ordinal) : -1;
            var name = equals < 0 ? argument : argument[..equals];
            if (Experimental.Contains(argument))
            {
                source = source with { ReadsEnvFile = true };
                continue;
            }

            if (Array.Find(Flags, flag => flag.Names.Contains(name)) is not { Names: not null } found)
            {
                continue;
            }

            if (equals < 0 && ++index == arguments.Count)
            {
                error = $"{argument} needs {found.Value}";
                return false;
            }

            source = found.Apply(source, equals < 0 ? arguments[index] : argument[(equals + 1)..]);
        }

        options = new StandaloneOptions { Source = source };
        return true;
    }
}
