using System.Runtime.InteropServices;

namespace Spiral.Goridge;

/// <summary>Looks into a pipe without reading from it.</summary>
internal static partial class PipePeek
{
    private const short PollIn = 1;

    /// <summary>Says whether a read would return at once, with bytes or with the end of the stream.</summary>
    /// <exception cref="ObjectDisposedException">The pipe has been closed.</exception>
    public static bool HasData(SafeHandle pipe)
    {
        if (OperatingSystem.IsWindows())
        {
            return !PeekNamedPipe(pipe, 0, 0, 0, out var available, 0) || available > 0;
        }

        // Held, so that the number cannot come to mean another file meanwhile.
        var isHeld = false;
        try
        {
            pipe.DangerousAddRef(ref isHeld);
            var request = new PollRequest { Descriptor = (int)pipe.DangerousGetHandle(), Events = PollIn };
            return Poll(ref request, 1, 0) > 0;
        }
        finally
        {
            if (isHeld)
            {
                pipe.DangerousRelease();
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(ref PollRequest requests, nuint count, int timeoutMilliseconds);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool PeekNamedPipe(SafeHandle pipe, nint buffer, uint bufferBytes, nint bytesRead, out uint available, nint messageBytes);

    /// <summary><c>struct pollfd</c>, the same on Linux and macOS.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
