namespace RoadRunner.Benchmarks.Processes;

/// <summary>Where things lie in the working copy this program was built from.</summary>
internal static class Repository
{
    private const string Solution = "RoadRunnerTcp.sln";

    /// <summary>The command of the embedded host, as built by <c>dotnet build -c Release</c>.</summary>
    public static string HostAssembly() => Path.Combine(Root(), "rr", "RoadRunner.Cli", "bin", "Release", "net10.0", "dotnet-rr.dll");

    /// <summary>The folder for results; not under version control.</summary>
    public static string Artifacts() => Path.Combine(Root(), "artifacts", "bench");

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new FileNotFoundException($"{Solution} is in no folder above {AppContext.BaseDirectory}; run the program from where it was built.");
    }
}
