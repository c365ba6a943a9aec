using System.Reflection;

namespace RoadRunner.Integration.Fixture;

/// <summary>Where the build has put the programs that tests start.</summary>
internal static class Programs
{
    private static readonly Dictionary<string, string> Paths = typeof(Programs).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Where(static one => one.Key.StartsWith("Program.", StringComparison.Ordinal))
        .ToDictionary(static one => one.Key["Program.".Length..], static one => one.Value!);

    /// <summary>Gets the command line tool.</summary>
    public static string Cli => Paths["dotnet-rr"];

    /// <summary>Gets the worker of the shipped file: all samples in one.</summary>
    public static string Showcase => Paths["Showcase"];

    /// <summary>Gets the sample that receives mail.</summary>
    public static string Smtp => Paths["Smtp"];

    /// <summary>Gets the worker that does what it is told and reports every event to the <see cref="Journal"/>.</summary>
    public static string Recorder => Paths["Recorder"];

    /// <summary>Gets a worker of <c>tests/Workers</c>.</summary>
    public static string Worker(string name) => Paths[name];
}
