namespace Spiral.RoadRunner;

/// <summary>Which servers this library was written and tested for.</summary>
public static class RoadRunnerVersion
{
    /// <summary>The release line the wire was checked against, as a constraint for choosing a binary.</summary>
    public const string Constraint = "2025.*";

    /// <summary>The oldest server with the TCP plugin behaviour this library relies on.</summary>
    public static readonly Version Minimum = new(2023, 1);

    /// <summary>Says whether a server is too old.</summary>
    /// <param name="version">The value of <see cref="RoadRunnerEnvironment.Version"/>, such as <c>2025.1.15</c> or <c>v2024.3.5-beta.1</c>.</param>
    /// <returns>
    /// <see langword="false"/> also for an unset version and for <c>3</c> or any other single number, the version of development builds.
    /// </returns>
    public static bool IsTooOld(string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var text = version.AsSpan().TrimStart('v');
        var suffix = text.IndexOfAny('-', '+');
        if (suffix >= 0)
        {
            text = text[..suffix];
        }

        return Version.TryParse(text, out var parsed) && parsed < Minimum;
    }
}
