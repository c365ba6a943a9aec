using System.ComponentModel;
using System.Runtime.InteropServices;

namespace RoadRunner.Cli.Stop;

/// <summary>Signals, which .NET can receive but not send.</summary>
internal static partial class UnixSignal
{
    private const int SigTerm = 15;
    private const int NoSuchProcess = 3;

    /// <summary>Asks a process to stop.</summary>
    /// <exception cref="Win32Exception">There is no such process, or it is somebody else's.</exception>
    public static void Terminate(int pid)
    {
        if (Kill(pid, SigTerm) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Asks a process to stop that may have gone by now.</summary>
    /// <exception cref="Win32Exception">It is somebody else's.</exception>
    public static void TerminateIfThere(int pid)
    {
        if (Kill(pid, SigTerm) != 0 && Marshal.GetLastPInvokeError() is not NoSuchProcess and var error)
        {
            throw new Win32Exception(error);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int pid, int signal);
}
