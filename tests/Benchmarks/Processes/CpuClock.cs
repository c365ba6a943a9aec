using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RoadRunner.Benchmarks.Processes;

/// <summary>CPU time that a process has used so far, all its threads together, those that have ended included.</summary>
internal static partial class CpuClock
{
    // A process of another id has a CPU clock of its own on Linux: MAKE_PROCESS_CPUCLOCK(pid, CPUCLOCK_SCHED) of the kernel.
    private const int SchedulerClock = 2;

    /// <summary>Reads the clock of one process.</summary>
    /// <remarks>
    /// On Linux this is the scheduler's clock in nanoseconds: the same time that /proc/PID/stat shows, which is rounded down to
    /// 10 ms there, too coarse for a round of one second.
    /// </remarks>
    public static TimeSpan Read(int process)
    {
        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess && ClockGetTime((~process << 3) | SchedulerClock, out var time) == 0)
        {
            return TimeSpan.FromTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / TimeSpan.NanosecondsPerTick));
        }

        using var target = Process.GetProcessById(process);
        return target.TotalProcessorTime;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    // timespec of a 64-bit system; the 32-bit ones take the other way.
    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
