using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Appends a line to a file that other processes append to as well.</summary>
/// <remarks>
/// <see cref="FileMode.Append"/> looks where the end is and writes there, so two processes may write over each other; only the
/// system's own append flag moves to the end and writes in one step. On Windows the first has to do: the events of a connection
/// come one after the other.
/// </remarks>
internal static partial class AppendFile
{
    private const int Interrupted = 4;
    private const int WriteOnly = 1;
    private const int AppendAndCloseOnExecLinux = 0x400 | 0x80000;
    private const int AppendAndCloseOnExecMacOS = 0x8 | 0x1000000;

    /// <exception cref="IOException">The file cannot be opened, or the disk is full.</exception>
    public static void Append(string path, ReadOnlySpan<byte> line)
    {
        if (OperatingSystem.IsWindows())
        {
            using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            stream.Write(line);
            return;
        }

        Create(path);
        using var file = OpenForAppend(path);
        while (!line.IsEmpty)
        {
            var count = Write(file, line, (nuint)line.Length);
            if (count >= 0)
            {
                line = line[(int)count..];
            }
            else if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                throw Failed("write", path);
            }
        }
    }

    // The mode of a new file is a variadic argument of open, which Apple's arm64 passes differently; so the file is made before.
    [UnsupportedOSPlatform("windows")]
    private static void Create(string path)
    {
        if (!File.Exists(path))
        {
            using var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.Write,
                Share = FileShare.ReadWrite,
                BufferSize = 0,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
    }

    private static SafeFileHandle OpenForAppend(string path)
    {
        var flags = WriteOnly | (OperatingSystem.IsMacOS() ? AppendAndCloseOnExecMacOS : AppendAndCloseOnExecLinux);
        while (true)
        {
            var descriptor = Open(path, flags);
            if (descriptor >= 0)
            {
                return new SafeFileHandle(descriptor, ownsHandle: true);
            }

            if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                throw Failed("open", path);
            }
        }
    }

    private static IOException Failed(string call, string path)
    {
        var cause = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"{call} of {path} failed: {cause.Message}", cause);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, nuint count);
}
