using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace RoadRunner.Host.KeyValue;

/// <summary>
/// Absolute times as clients send them: RFC 3339, read by the rules of Go's <c>time.Parse</c> and refused in its words, because the
/// words are the reply. It takes a one-digit hour and a comma before the fraction too.
/// </summary>
internal static class TimeoutText
{
    /// <summary>Reads a time.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The time in UTC, cut to 100 ns; a year outside of 1 to 9999 is the nearest time that can be expressed.</param>
    /// <param name="error">Go's message for a text that is no time.</param>
    public static bool TryParse(string text, out DateTimeOffset time, [NotNullWhen(false)] out string? error)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var cursor = new GoTimeCursor(bytes);
        time = Read(ref cursor);
        error = cursor.Error;
        return error is null;
    }

    private static DateTimeOffset Read(ref GoTimeCursor cursor)
    {
        var year = cursor.Year();
        cursor.Literal("-");
        var month = cursor.Number("01", fixedLength: true, "month", least: 1, most: 12);
        cursor.Literal("-");
        var day = cursor.Number("02", fixedLength: true, "day", least: 0, most: 99);
        cursor.Literal("T");
        var hour = cursor.Number("15", fixedLength: false, "hour", least: 0, most: 23);
        cursor.Literal(":");
        var minute = cursor.Number("04", fixedLength: true, "minute", least: 0, most: 59);
        cursor.Literal(":");
        var second = cursor.Number("05", fixedLength: true, "second", least: 0, most: 59);
        var fraction = cursor.FractionTicks();
        var offset = cursor.Zone();
        cursor.End();
        cursor.DayOfMonth(year, month, day);
        if (cursor.Error is not null)
        {
            return default;
        }

        if (year == 0)
        {
            return DateTimeOffset.MinValue;
        }

        var local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks + fraction;
        var utc = Math.Clamp(local - offset.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
        return new DateTimeOffset(utc, TimeSpan.Zero);
    }
}
