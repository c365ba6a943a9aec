using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Spiral.Goridge;

/// <summary>stdin and stdout of this process as handles; they are not closed with the relay.</summary>
internal static partial class StandardHandles
{
    private const int WindowsStandardInput = -10;
    private const int WindowsStandardOutput = -11;

    public static SafeFileHandle OpenInput() => Open(descriptor: 0, WindowsStandardInput);

    public static SafeFileHandle OpenOutput() => Open(descriptor: 1, WindowsStandardOutput);

    private static SafeFileHandle Open(int descriptor, int windowsId)
    {
        if (!OperatingSystem.IsWindows())
        {
            return new SafeFileHandle(descriptor, ownsHandle: false);
        }

        var handle = GetStdHandle(windowsId);
        return handle is 0 or -1
            ? throw new RelayClosedException("This process has no standard stream to use as a relay.", new Win32Exception(Marshal.GetLastPInvokeError()))
            : new SafeFileHandle(handle, ownsHandle: false);
    }

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetStdHandle(int id);
}
