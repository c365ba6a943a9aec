using System.Reflection;

namespace RoadRunner.Cli;

/// <summary>What this program calls itself.</summary>
internal static class Product
{
    /// <summary>The version of the package, without the commit behind the plus sign.</summary>
    public static string Version { get; } =
        typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
