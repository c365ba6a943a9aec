namespace Spiral.RoadRunner;

/// <summary>
/// Keeps the wire clean: moves stdin and stdout of this process to private handles that no child inherits, points stdout at
/// stderr and stdin at the null device.
/// </summary>
/// <remarks>
/// It works on the descriptors, so that <c>Console.WriteLine</c>, a native <c>write(1, …)</c> and a child process that inherits
/// the descriptors all end up on stderr. It runs before any code of the user.
/// </remarks>
internal static class DescriptorGuard
{
    private static readonly Lock Gate = new();
    private static GuardedStreams? _guarded;

    /// <summary>Installs the guard; once for a process, later calls return what the first one got.</summary>
    public static GuardedStreams Install()
    {
        lock (Gate)
        {
            if (_guarded is null)
            {
                _guarded = OperatingSystem.IsWindows() ? WindowsHandles.Move() : UnixDescriptors.Move();
                ReopenConsole();
            }

            return _guarded;
        }
    }

    /// <summary>A console that was used before holds a copy of the old descriptors; a new one gets the new ones.</summary>
    private static void ReopenConsole()
    {
        Console.SetOut(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        Console.SetIn(new StreamReader(Stream.Null));
    }
}
