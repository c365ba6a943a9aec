using System.Diagnostics.CodeAnalysis;

namespace RoadRunner.Host.InProcess;

/// <summary>The arguments of a program that are about its servers; the others are configuration of the application.</summary>
internal static class StandaloneArguments
{
    private const string ShortFile = "-c";
    private const string LongFile = "--config";
    private const string Override = "-o";

    /// <summary>Reads the arguments.</summary>
    /// <param name="arguments">All arguments of the program.</param>
    /// <param name="options">What they say.</param>
    /// <param name="error">What is wrong with them.</param>
    public static bool TryRead(IReadOnlyList<string> arguments, [NotNullWhen(true)] out StandaloneOptions? options, [NotNullWhen(false)] out string? error)
    {
        options = null;
        error = null;
        var file = StandaloneOptions.DefaultFile;
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (argument is ShortFile or LongFile)
            {
                if (++index == arguments.Count)
                {
                    error = $"{argument} needs the path of a configuration file";
                    return false;
                }

                file = arguments[index];
            }
            else if (argument.StartsWith(LongFile + "=", StringComparison.Ordinal))
            {
                file = argument[(LongFile.Length + 1)..];
            }
            else if (argument == Override)
            {
                error = $"{Override} is not available with --standalone; change the key in the configuration file";
                return false;
            }
        }

        options = new StandaloneOptions { File = file };
        return true;
    }
}
