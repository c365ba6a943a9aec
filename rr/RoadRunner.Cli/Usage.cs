using CommandLine;
using CommandLine.Text;

namespace RoadRunner.Cli;

/// <summary>What the command prints when it is asked for help, or cannot be understood.</summary>
internal static class Usage
{
    /// <summary>Prints help to <paramref name="output"/> when it was asked for, otherwise what is wrong to <paramref name="error"/>.</summary>
    /// <returns>The exit code: 0 when help was asked for, 1 otherwise.</returns>
    public static int Print(ParserResult<object> arguments, TextWriter output, TextWriter error)
    {
        var errors = arguments.Errors.ToList();
        var asked = errors.TrueForAll(static one => one.Tag is ErrorType.HelpRequestedError or ErrorType.HelpVerbRequestedError or ErrorType.VersionRequestedError or ErrorType.NoVerbSelectedError);
        var text = errors.Exists(static one => one.Tag == ErrorType.VersionRequestedError)
            ? $"dotnet rr {Product.Version}"
            : HelpText.AutoBuild(arguments, help =>
            {
                help.Heading = $"dotnet rr {Product.Version}: TCP servers with .NET workers";
                help.Copyright = "";
                help.AdditionalNewLineAfterOption = false;
                return help;
            });
        (asked ? output : error).WriteLine(text);
        return asked ? 0 : 1;
    }
}
