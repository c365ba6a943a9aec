using System.Globalization;

namespace RoadRunner.Cli.Stop;

/// <summary>The file that tells <c>stop</c> which process to stop, in the working directory. As under RoadRunner it stays when the server has gone.</summary>
internal static class PidFile
{
    public const string Name = ".pid";

    /// <summary>Writes the id of this process.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string directory)
    {
        var path = PathIn(directory);
        try
        {
            File.WriteAllText(path, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new IOException($"{path} cannot be written: {cause.Message}", cause);
        }
    }

    /// <summary>Reads the id.</summary>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="FormatException">It holds something else.</exception>
    public static int Read(string directory)
    {
        var path = PathIn(directory);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no {path}; it is written by `dotnet rr serve -p`.", path);
        }

        return int.TryParse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 1
            ? pid
            : throw new FormatException($"{path} does not hold the id of a process.");
    }

    private static string PathIn(string directory) => Path.Combine(directory, Name);
}
