using System.Globalization;

namespace Spiral.RoadRunner.Rpc;

/// <summary>The ranges of the values in the options.</summary>
internal static class RpcLinkLimits
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static TimeSpan ValidDuration(TimeSpan value, string name) => value > TimeSpan.Zero && value <= Longest
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is above zero and at most a day.");

    public static int ValidNumber(int value, int from, int to, string name) => value >= from && value <= to
        ? value
        : throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"{name} is from {from:N0} to {to:N0}."));

    public static double ValidFactor(double value, double from, double to, string name) => value >= from && value <= to
        ? value
        : throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"{name} is from {from} to {to}."));
}
