using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>How willingly the process leaves the processor to others.</summary>
internal static partial class ProcessNiceness
{
    private const int OfProcess = 0;
    private const string Threads = "/proc/self/task";

    /// <summary>Sets it for the whole process.</summary>
    /// <param name="nice">From -20 to 19; a lower one than before needs a privilege.</param>
    /// <exception cref="Win32Exception">The system refuses.</exception>
    /// <exception cref="PlatformNotSupportedException">The system knows no niceness.</exception>
    public static void Set(int nice)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("this system has none");
        }

        Set(0, nice);
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // Linux sets it for one thread; those to come inherit it from the one that makes them.
        foreach (var thread in Directory.EnumerateDirectories(Threads))
        {
            Set(int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), nice);
        }
    }

    private static void Set(int id, int nice)
    {
        const int NoSuchThread = 3;
        if (SetPriority(OfProcess, id, nice) != 0 && Marshal.GetLastPInvokeError() is var error && error != NoSuchThread)
        {
            throw new Win32Exception(error);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, int id, int nice);
}
