using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Spiral.RoadRunner;

/// <summary>The guard on Linux and macOS, by <c>dup</c> and <c>dup2</c>.</summary>
internal static partial class UnixDescriptors
{
    private const int StandardInput = 0;
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const nuint CloseOnExecLinux = 0x5451;
    private const nuint CloseOnExecMacOS = 0x20006601;

    public static GuardedStreams Move()
    {
        var input = Duplicate(StandardInput);
        var output = Duplicate(StandardOutput);
        using var nullDevice = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Replace((int)nullDevice.DangerousGetHandle(), StandardInput);
        Replace(StandardError, StandardOutput);
        return new GuardedStreams(input, output);
    }

    private static SafeFileHandle Duplicate(int descriptor)
    {
        var copy = Dup(descriptor);
        if (copy < 0)
        {
            throw Failed("dup", descriptor);
        }

        // fcntl(F_SETFD) would do the same, but it is variadic, and Apple's arm64 passes variadic arguments differently.
        if (Ioctl(copy, OperatingSystem.IsMacOS() ? CloseOnExecMacOS : CloseOnExecLinux) < 0)
        {
            throw Failed("ioctl(FIOCLEX)", copy);
        }

        return new SafeFileHandle(copy, ownsHandle: true);
    }

    private static void Replace(int source, int target)
    {
        if (Dup2(source, target) < 0)
        {
            throw Failed("dup2", target);
        }
    }

    private static IOException Failed(string call, int descriptor)
    {
        var cause = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"{call} of descriptor {descriptor} failed, stdout cannot be protected: {cause.Message}", cause);
    }

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Dup(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Dup2(int source, int target);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Ioctl(int descriptor, nuint request);
}
