using System.Globalization;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Sizes: bytes as a number, or a number with a unit: <c>64MiB</c>, <c>512KiB</c>, <c>10MB</c>.</summary>
internal static class SizeText
{
    private static readonly Dictionary<string, long> BytesPerUnit = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = 1,
        ["B"] = 1,
        ["KB"] = 1_000,
        ["MB"] = 1_000_000,
        ["GB"] = 1_000_000_000,
        ["KiB"] = 1L << 10,
        ["MiB"] = 1L << 20,
        ["GiB"] = 1L << 30,
    };

    /// <summary>Reads a size; one too large for a <see cref="long"/> is the largest <see cref="long"/>.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var unitAt = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        unitAt = unitAt < 0 ? text.Length : unitAt;
        if (unitAt == 0 || !BytesPerUnit.TryGetValue(text[unitAt..].Trim(), out var unit))
        {
            return false;
        }

        bytes = long.TryParse(text[..unitAt], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= long.MaxValue / unit
            ? number * unit
            : long.MaxValue;
        return true;
    }
}
