using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RoadRunner.Host.Logging;

/// <summary>The mode in which the operating system itself puts every write at the end of a file, also when somebody else has made it shorter or longer meanwhile.</summary>
/// <remarks>
/// .NET's own append mode only starts at the end and then counts for itself: after the <c>copytruncate</c> of logrotate it would go on
/// where the end was, behind a hole of zeros.
/// </remarks>
internal static partial class AppendMode
{
    private const int GetFlags = 3;
    private const int SetFlags = 4;
    private const int LinuxAppend = 0x400;

    /// <summary>Switches it on where it makes the offset of a write mean nothing: on Linux.</summary>
    public static void SwitchOn(SafeFileHandle file)
    {
        if (OperatingSystem.IsLinux() && Fcntl(file, GetFlags, 0) is >= 0 and var flags)
        {
            _ = Fcntl(file, SetFlags, flags | LinuxAppend);
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Fcntl(SafeFileHandle descriptor, int command, int argument);
}
