using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RoadRunner.Benchmarks.Workers;

/// <summary>stdin and stdout as bare handles, without the runtime's console in between.</summary>
internal static partial class StandardDescriptor
{
    private const int WindowsInput = -10;
    private const int WindowsOutput = -11;

    public static SafeFileHandle Input() => Open(descriptor: 0, WindowsInput);

    public static SafeFileHandle Output() => Open(descriptor: 1, WindowsOutput);

    private static SafeFileHandle Open(int descriptor, int windowsId) =>
        new(OperatingSystem.IsWindows() ? GetStdHandle(windowsId) : descriptor, ownsHandle: false);

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetStdHandle(int id);
}
