namespace RoadRunner.Cli;

/// <summary>Puts arguments in the order that the parser needs.</summary>
internal static class Arguments
{
    private const string ShortOverride = "-o";
    private const string LongOverride = "--override";
    private const string ShortVersion = "-v";
    private const string LongVersion = "--version";

    /// <summary>
    /// Moves the command in front of its flags, which may stand before it, and the overrides behind everything else: the parser takes
    /// all words behind a repeatable flag for its values. <c>-v</c> in front of everything is the version.
    /// </summary>
    /// <param name="arguments">The arguments as typed.</param>
    /// <param name="commands">The names of the commands.</param>
    public static IReadOnlyList<string> Arrange(IReadOnlyList<string> arguments, IReadOnlyCollection<string> commands)
    {
        if (arguments is [ShortVersion, ..])
        {
            return [LongVersion];
        }

        var others = new List<string>();
        var overrides = new List<string>();
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (argument is ShortOverride or LongOverride && index + 1 < arguments.Count)
            {
                overrides.Add(arguments[++index]);
            }
            else if (ValueOf(argument) is { } value)
            {
                overrides.Add(value);
            }
            else
            {
                others.Add(argument);
            }
        }

        // A first word that is no flag is meant to be the command, whether it is one or not.
        var command = others.Count > 0 && others[0].StartsWith('-') ? others.FindIndex(commands.Contains) : 0;
        if (command > 0)
        {
            others.Insert(0, others[command]);
            others.RemoveAt(command + 1);
        }

        return overrides.Count == 0 ? others : [.. others, ShortOverride, .. overrides];
    }

    /// <summary>Returns the value of an override in one word with its flag: <c>-okey=value</c>, <c>--override=key=value</c>.</summary>
    private static string? ValueOf(string argument) =>
        argument.StartsWith(LongOverride + '=', StringComparison.Ordinal) ? argument[(LongOverride.Length + 1)..]
        : argument.StartsWith(ShortOverride, StringComparison.Ordinal) && argument.Length > ShortOverride.Length ? argument[ShortOverride.Length..].TrimStart('=')
        : null;
}
