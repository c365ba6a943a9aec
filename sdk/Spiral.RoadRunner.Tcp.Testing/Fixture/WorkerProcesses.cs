using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>The processes that a host has had. Safe to use from any thread.</summary>
internal sealed class WorkerProcesses
{
    private readonly ConcurrentDictionary<int, DateTime> _started = new();

    /// <summary>Remembers a process, if it is still there.</summary>
    public void Remember(int pid)
    {
        if (StartTimeOf(pid) is { } time)
        {
            _started[pid] = time;
        }
    }

    /// <summary>Returns those that still run.</summary>
    public IReadOnlyList<int> Alive() => [.. _started.Where(static process => StartTimeOf(process.Key) == process.Value).Select(static process => process.Key).Order()];

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
