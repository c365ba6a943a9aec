using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace RoadRunner.Host.Workers;

/// <summary>Whose a file is.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class UnixOwner
{
    private const uint SameGroup = uint.MaxValue;

    /// <summary>Makes a file one that its owner can read and write, and nobody else.</summary>
    /// <param name="path">The file.</param>
    /// <param name="user">Who becomes the owner; null for the user of the host. One that there is not is left to those who need him.</param>
    /// <exception cref="IOException">The file cannot be given away.</exception>
    public static void Restrict(string path, string? user)
    {
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (user is null || user == Environment.UserName || !Environment.IsPrivilegedProcess || GetUser(user) is not (not 0 and var entry))
        {
            return;
        }

        // Name and password come first in the entry, whatever the system; the id is behind them.
        if (ChangeOwner(path, (uint)Marshal.ReadInt32(entry, 2 * nint.Size), SameGroup) != 0)
        {
            throw new IOException($"{path} cannot be given to \"{user}\": {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "getpwnam", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint GetUser(string name);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(string path, uint user, uint group);
}
