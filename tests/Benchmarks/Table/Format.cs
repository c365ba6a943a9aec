using System.Globalization;

namespace RoadRunner.Benchmarks.Table;

/// <summary>Figures as they stand in a table.</summary>
internal static class Format
{
    public static string Ratio(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    public static string Range(Spread spread) => $"{Ratio(spread.Min)} … {Ratio(spread.Max)}";

    public static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Micros(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    /// <summary>Milliseconds of a figure in microseconds.</summary>
    public static string Milliseconds(double microseconds) => (microseconds / 1000).ToString("F1", CultureInfo.InvariantCulture);

    public static string Pair(double first, double second) => $"{Count(first)} / {Count(second)}";
}
