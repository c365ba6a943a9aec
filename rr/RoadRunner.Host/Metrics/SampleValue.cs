using System.Globalization;

namespace RoadRunner.Host.Metrics;

/// <summary>Numbers of the exposition text, written as the Go client writes them.</summary>
internal static class SampleValue
{
    // Exponents from which on, and below which, Go's shortest form is 1e+06 instead of 1000000.
    private const int LeastLargeExponent = 6;
    private const int LeastPlainExponent = -4;

    /// <summary>Returns the shortest text that reads back as the same number: <c>0.7</c>, <c>1e+06</c>, <c>NaN</c>, <c>+Inf</c>.</summary>
    public static string Format(double value)
    {
        switch (value)
        {
            case double.NaN:
                return "NaN";
            case double.PositiveInfinity:
                return "+Inf";
            case double.NegativeInfinity:
                return "-Inf";
            case 0:
                return "0";
        }

        // .NET finds the same digits; only when to use an exponent, and how to write it, differs.
        var text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = mark < 0 ? text : text[..mark];
        var shift = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? mantissa.Length : dot;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var exponent = whole - (all.Length - digits.Length) - 1 + shift;
        digits = digits.TrimEnd('0');

        var sign = value < 0 ? "-" : "";
        return sign + (exponent is < LeastPlainExponent or >= LeastLargeExponent ? Scientific(digits, exponent) : Plain(digits, exponent));
    }

    private static string Scientific(string digits, int exponent)
    {
        var fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private static string Plain(string digits, int exponent)
    {
        if (exponent < 0)
        {
            return $"0.{new string('0', -exponent - 1)}{digits}";
        }

        return digits.Length <= exponent + 1 ? digits.PadRight(exponent + 1, '0') : $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }
}
