using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace RoadRunner.Integration.Fixture;

/// <summary>All processes that tests have started; when the last test is over, none of them may be alive.</summary>
public sealed class ProcessLedger : IDisposable
{
    private static readonly ConcurrentDictionary<int, DateTime> Started = new();

    /// <summary>Remembers a process, if it is still there.</summary>
    public static void Remember(int pid)
    {
        if (StartTimeOf(pid) is { } time)
        {
            Started[pid] = time;
        }
    }

    /// <summary>Says whether a process that was remembered is still running.</summary>
    public static bool IsAlive(int pid) => Started.TryGetValue(pid, out var time) && StartTimeOf(pid) == time;

    /// <summary>Fails the run when a process has outlived its test.</summary>
    public void Dispose()
    {
        var alive = Started.Keys.Where(IsAlive).Order().ToList();
        if (alive.Count > 0)
        {
            throw new InvalidOperationException($"Processes that outlived their test: {string.Join(", ", alive)}");
        }
    }

    // The time tells a process from a later one with the same id.
    private static DateTime? StartTimeOf(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return IsZombie(pid) ? null : process.StartTime;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    // Has ended; only its parent, or init in its place, has not asked for the exit code.
    private static bool IsZombie(int pid)
    {
        try
        {
            return OperatingSystem.IsLinux() && File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
