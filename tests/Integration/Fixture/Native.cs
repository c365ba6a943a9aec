using System.ComponentModel;
using System.Runtime.InteropServices;

namespace RoadRunner.Integration.Fixture;

/// <summary>Calls of the operating system that .NET does not offer.</summary>
internal static partial class Native
{
    public const int SigHup = 1;
    public const int SigInt = 2;
    public const int SigQuit = 3;
    public const int SigAbort = 6;
    public const int SigKill = 9;
    public const int SigTerm = 15;
    public const int SigStop = 19;

    private const uint OwnerOnly = 0x180;

    /// <summary>Sends a signal to one process.</summary>
    public static void Signal(int pid, int signal) => Check(Kill(pid, signal), "kill");

    /// <summary>Makes a named pipe.</summary>
    public static string MakeFifo(string path)
    {
        Check(MkFifo(path, OwnerOnly), "mkfifo");
        return path;
    }

    private static void Check(int result, string call)
    {
        if (result != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), call);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MkFifo(string path, uint mode);
}
