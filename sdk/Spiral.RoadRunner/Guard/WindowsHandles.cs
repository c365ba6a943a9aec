using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Spiral.RoadRunner;

/// <summary>The guard on Windows, by the standard handles of the process.</summary>
/// <remarks>A C runtime that is already loaded keeps its own copy of descriptor 1; managed code and child processes see the new handles.</remarks>
[SupportedOSPlatform("windows")]
internal static partial class WindowsHandles
{
    private const int StandardInput = -10;
    private const int StandardOutput = -11;
    private const int StandardError = -12;
    private const uint Inherit = 1;
    private const uint SameAccess = 2;

    public static GuardedStreams Move()
    {
        var input = Duplicate(StandardInput);
        var output = Duplicate(StandardOutput);
        var nullDevice = File.OpenHandle("NUL", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var nullHandle = nullDevice.DangerousGetHandle();

        // stdin stays the null device for the rest of the process, so its handle is never closed.
        nullDevice.SetHandleAsInvalid();
        Check(SetHandleInformation(nullHandle, Inherit, Inherit), "SetHandleInformation");
        Check(SetStdHandle(StandardInput, nullHandle), "SetStdHandle");
        Check(SetStdHandle(StandardOutput, GetStdHandle(StandardError)), "SetStdHandle");
        return new GuardedStreams(input, output);
    }

    private static SafeFileHandle Duplicate(int id)
    {
        var process = GetCurrentProcess();
        var original = GetStdHandle(id);
        Check(DuplicateHandle(process, original, process, out var copy, 0, inheritHandle: false, SameAccess), "DuplicateHandle");
        Check(SetHandleInformation(original, Inherit, 0), "SetHandleInformation");
        return new SafeFileHandle(copy, ownsHandle: true);
    }

    private static void Check(bool succeeded, string call)
    {
        if (!succeeded)
        {
            var cause = new Win32Exception(Marshal.GetLastPInvokeError());
            throw new IOException($"{call} failed, stdout cannot be protected: {cause.Message}", cause);
        }
    }

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetCurrentProcess();

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetStdHandle(int id);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetStdHandle(int id, nint handle);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetHandleInformation(nint handle, uint mask, uint flags);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool DuplicateHandle(
        nint sourceProcess,
        nint source,
        nint targetProcess,
        out nint target,
        uint access,
        [MarshalAs(UnmanagedType.Bool)] bool inheritHandle,
        uint options);
}
