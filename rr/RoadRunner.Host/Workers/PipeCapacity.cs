using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace RoadRunner.Host.Workers;

/// <summary>How much a pipe to a worker takes before a write waits for its reader.</summary>
internal static partial class PipeCapacity
{
    /// <summary>What an empty pipe surely takes on an operating system whose pipes cannot be enlarged.</summary>
    private const int Smallest = 4 * 1024;

    private const int LinuxDefault = 64 * 1024;
    private const int Wanted = 256 * 1024;
    private const int SetPipeSize = 1031;

    /// <summary>What a socket to a worker takes before a write waits: less than the buffers of any Linux in use.</summary>
    public static int OfSocket => OperatingSystem.IsLinux() ? LinuxDefault : Smallest;

    /// <summary>Makes a pipe larger where that is possible, so that a message of usual size needs one write and one read.</summary>
    /// <returns>The capacity in bytes, as far as it is known.</returns>
    public static int Enlarge(Stream stream)
    {
        if (!OperatingSystem.IsLinux() || stream is not PipeStream pipe)
        {
            return Smallest;
        }

        // Refused when the user's pipes hold too much already; the default does its work too.
        return Fcntl(pipe.SafePipeHandle, SetPipeSize, Wanted) is > 0 and var size ? size : LinuxDefault;
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Fcntl(SafeHandle descriptor, int command, int argument);
}
