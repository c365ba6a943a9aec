using System.ComponentModel;
using System.Diagnostics;

namespace RoadRunner.Host.Workers;

/// <summary>What a process costs, at one moment.</summary>
/// <param name="MemoryBytes">Its resident set, without its children.</param>
/// <param name="CpuPercent">Its processor time since its start, in percent of that time; two processors in full are 200.</param>
internal readonly record struct ProcessUsage(long MemoryBytes, double CpuPercent)
{
    /// <summary>Measures a process; one that has exited costs nothing.</summary>
    public static ProcessUsage Measure(int pid, TimeProvider time)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            var age = time.GetUtcNow().UtcDateTime - process.StartTime.ToUniversalTime();
            var percent = age > TimeSpan.Zero ? process.TotalProcessorTime / age * 100 : 0;
            return new ProcessUsage(process.WorkingSet64, percent);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return default;
        }
    }
}
