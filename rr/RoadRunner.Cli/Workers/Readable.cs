using System.Globalization;

namespace RoadRunner.Cli.Workers;

/// <summary>Sizes and times as RoadRunner's tables show them.</summary>
internal static class Readable
{
    private const int Step = 1000;
    private const int ShortBelow = 10;

    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    // Each up to its end; the number is how many of the unit fit.
    private static readonly (TimeSpan Below, string One, string Many, TimeSpan Unit)[] Ages =
    [
        (TimeSpan.FromMinutes(1), "1 second ago", "seconds ago", TimeSpan.FromSeconds(1)),
        (TimeSpan.FromHours(1), "1 minute ago", "minutes ago", TimeSpan.FromMinutes(1)),
        (TimeSpan.FromDays(1), "1 hour ago", "hours ago", TimeSpan.FromHours(1)),
        (TimeSpan.FromDays(7), "1 day ago", "days ago", TimeSpan.FromDays(1)),
        (TimeSpan.MaxValue, "1 week ago", "weeks ago", TimeSpan.FromDays(7)),
    ];

    /// <summary>Returns a size in decimal units: <c>999 B</c>, <c>1.5 kB</c>, <c>16 MB</c>.</summary>
    public static string Bytes(ulong bytes)
    {
        double value = bytes;
        var unit = 0;
        while (value >= Step)
        {
            value /= Step;
            unit++;
        }

        return value.ToString(unit > 0 && value < ShortBelow ? "0.0" : "0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    /// <summary>Returns how long ago something was: <c>now</c>, <c>1 minute ago</c>, <c>3 hours ago</c>.</summary>
    public static string Age(TimeSpan age)
    {
        if (age < TimeSpan.FromSeconds(1))
        {
            return "now";
        }

        var (_, one, many, unit) = Array.Find(Ages, entry => age < entry.Below);
        var count = (long)(age / unit);
        return count == 1 ? one : string.Create(CultureInfo.InvariantCulture, $"{count} {many}");
    }
}
