using System.Globalization;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>Lifetimes as they are sent: an absolute time in whole seconds, never so near that a driver takes it for none.</summary>
internal static class Lifetime
{
    /// <summary>The word for a value that stays.</summary>
    public const string Forever = "";

    // Go's memory driver truncates what is left to whole seconds, and stores for ever what is left with none.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    // The last second that RFC 3339 can write.
    private static readonly DateTimeOffset Latest = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    /// <summary>Refuses a time to live that is over before it starts.</summary>
    public static void Check(TimeSpan? ttl, string argument)
    {
        if (ttl is { } life)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(life, TimeSpan.Zero, argument);
        }
    }

    /// <summary>Returns the end of a time to live; null when there is none or no calendar reaches it.</summary>
    public static DateTimeOffset? EndOf(TimeSpan? ttl, DateTimeOffset now) => ttl < Latest - now ? now + ttl : null;

    /// <summary>Returns the text of an end: rounded up to a whole second, and at least 2 s ahead.</summary>
    public static string ToTimeout(DateTimeOffset? end, DateTimeOffset now)
    {
        if (end is not { } time || time > Latest)
        {
            return Forever;
        }

        var ticks = Math.Max(time.UtcTicks, (now + Shortest).UtcTicks) + TimeSpan.TicksPerSecond - 1;
        var rounded = new DateTime(ticks - (ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        return rounded.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads an end in any form of RFC 3339; servers answer in their own zone, or with the text that another client has sent.</summary>
    public static bool TryParse(string timeout, out DateTimeOffset end) =>
        DateTimeOffset.TryParse(timeout, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out end);
}
