using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RoadRunner.TestWorkers.Recorder;

/// <summary>Writing to stdout past the console of .NET.</summary>
internal static partial class SideEffects
{
    private const int StandardOutput = 1;

    public static void WriteNatively(ReadOnlySpan<byte> bytes)
    {
        if (Write(StandardOutput, bytes, (nuint)bytes.Length) != bytes.Length)
        {
            throw new IOException("write(1) failed");
        }
    }

    /// <summary>Runs a child on the descriptors of this process; it prints, and reads its input to the end.</summary>
    public static int RunChild()
    {
        var info = new ProcessStartInfo("sh") { UseShellExecute = false };
        info.ArgumentList.Add("-c");
        info.ArgumentList.Add("echo from child; cat; echo child saw the end");
        using var child = Process.Start(info)!;
        child.WaitForExit();
        return child.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nuint count);
}
