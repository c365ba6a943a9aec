using System.Globalization;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Durations as Go writes them: <c>30s</c>, <c>1m30s</c>, <c>1.5h</c>, <c>500ms</c>.</summary>
internal static class DurationText
{
    /// <summary>The longest that can be set: timers of .NET end a little later.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    private const decimal LargestNumber = 1_000_000_000_000_000_000;
    private const string Examples = "write for example \"30s\", \"1m30s\" or \"500ms\"";

    private static readonly Dictionary<string, decimal> TicksPerUnit = new()
    {
        ["ns"] = 0.01m,
        ["us"] = TimeSpan.TicksPerMicrosecond,
        ["\u00b5s"] = TimeSpan.TicksPerMicrosecond,
        ["\u03bcs"] = TimeSpan.TicksPerMicrosecond,
        ["ms"] = TimeSpan.TicksPerMillisecond,
        ["s"] = TimeSpan.TicksPerSecond,
        ["m"] = TimeSpan.TicksPerMinute,
        ["h"] = TimeSpan.TicksPerHour,
    };

    public static bool TryParse(string text, out TimeSpan value, out string? error)
    {
        value = TimeSpan.Zero;
        error = Check(text, out var ticks);
        if (error is null)
        {
            // Rounded up, so that a nanosecond does not become 0, which means the default.
            value = TimeSpan.FromTicks((long)decimal.Ceiling(ticks));
        }

        return error is null;
    }

    private static string? Check(string text, out decimal ticks)
    {
        ticks = 0;
        if (text == "0")
        {
            return null;
        }

        if (text.StartsWith('-'))
        {
            return $"\"{text}\" is negative; {Examples}";
        }

        if (text.Length > 0 && text.All(char.IsAsciiDigit))
        {
            return $"\"{text}\" has no unit; write for example \"{text}s\" (Go RoadRunner takes a bare number for nanoseconds)";
        }

        var at = 0;
        do
        {
            var unitAt = Skip(text, at, IsNumberLetter);
            var end = Skip(text, unitAt, letter => !IsNumberLetter(letter));
            if (!decimal.TryParse(text[at..unitAt], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || !TicksPerUnit.TryGetValue(text[unitAt..end], out var unit))
            {
                return $"\"{text}\" is not a duration; {Examples} (units are h, m, s, ms, us and ns)";
            }

            ticks += Math.Min(number, LargestNumber) * unit;
            if (ticks > Longest.Ticks)
            {
                return $"\"{text}\" is longer than {Longest.TotalHours:0}h, the longest time this host can wait";
            }

            at = end;
        }
        while (at < text.Length);

        return null;
    }

    private static int Skip(string text, int at, Predicate<char> accept)
    {
        while (at < text.Length && accept(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsNumberLetter(char letter) => char.IsAsciiDigit(letter) || letter == '.';
}
