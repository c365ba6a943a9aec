using System.Diagnostics;

namespace RoadRunner.Host.Workers;

/// <summary>Describes processes that the host starts, and says in its own words why one cannot be started.</summary>
internal static class ProgramStart
{
    /// <summary>Makes the description of a process whose standard streams are pipes.</summary>
    /// <param name="command">Program and arguments.</param>
    /// <param name="workingDirectory">Where it runs.</param>
    /// <param name="user">As whom; null for the user of the host.</param>
    /// <param name="userOrigin">Where the user stands in the configuration, for messages.</param>
    /// <param name="isPrivileged">Whether the host may choose the user.</param>
    /// <exception cref="WorkerStartException">It cannot run as that user.</exception>
    public static ProcessStartInfo Describe(IReadOnlyList<string> command, string workingDirectory, string? user, string userOrigin, bool isPrivileged)
    {
        var program = command[0];
        var info = new ProcessStartInfo
        {
            // A relative path means the directory of the configuration, a bare name is looked for in PATH.
            FileName = program.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(program, workingDirectory) : program,
            WorkingDirectory = workingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in command.Skip(1))
        {
            info.ArgumentList.Add(argument);
        }

        // Ignored on Windows, as in RoadRunner: a user there needs a password.
        if (user is not null && !OperatingSystem.IsWindows() && user != Environment.UserName)
        {
            if (!isPrivileged)
            {
                throw new WorkerStartException(
                    $"{userOrigin}: a process can run as \"{user}\" only when the host runs as root; it runs as \"{Environment.UserName}\"");
            }

            // The child gets the user's id, primary group and other groups between fork and exec.
            info.UserName = user;
        }

        return info;
    }
}
