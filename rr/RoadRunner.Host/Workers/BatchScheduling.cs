using System.Globalization;
using System.Runtime.InteropServices;

namespace RoadRunner.Host.Workers;

/// <summary>Lets processes run without interrupting each other, and ends it again: <c>SCHED_BATCH</c> and <c>SCHED_OTHER</c> of Linux, sched(7).</summary>
/// <remarks>
/// An event is carried by four threads of three processes, and each that is woken interrupts the one that woke it, in the midst of what that one
/// has to do. Under pressure this costs a fifth of the throughput. A thread under SCHED_BATCH has the same share of the processor, but begins when
/// the other one sleeps or its time slice ends. Nothing else of a thread is changed, and one with a policy of another kind is left alone.
/// </remarks>
internal static partial class BatchScheduling
{
    private const int Other = 0;
    private const int Batch = 3;

    // Whoever has started the host with a policy of his own knows why.
    private static readonly bool IsPossible = OperatingSystem.IsLinux() && GetPolicy(Environment.ProcessId) == Other;
    private static readonly Lock Gate = new();
    private static int _holders;

    /// <summary>Has this process run so, until as many have called <see cref="EndHere"/>.</summary>
    public static void BeginHere()
    {
        lock (Gate)
        {
            if (++_holders == 1)
            {
                Set(Environment.ProcessId, isBatch: true);
            }
        }
    }

    /// <summary>Ends it for this process.</summary>
    public static void EndHere()
    {
        lock (Gate)
        {
            if (--_holders == 0)
            {
                Set(Environment.ProcessId, isBatch: false);
            }
        }
    }

    /// <summary>Has all threads of a process run so, or no longer; those that they start later do as they.</summary>
    /// <remarks>What the operating system refuses, or a process that has gone, changes nothing: it is about speed only.</remarks>
    public static void Set(int pid, bool isBatch)
    {
        // The first thread of a process has its number, and nobody changes one alone.
        var (from, to) = isBatch ? (Other, Batch) : (Batch, Other);
        if (!IsPossible || GetPolicy(pid) != from)
        {
            return;
        }

        try
        {
            foreach (var thread in Directory.EnumerateDirectories($"/proc/{pid}/task"))
            {
                if (int.TryParse(Path.GetFileName(thread), CultureInfo.InvariantCulture, out var id) && GetPolicy(id) == from)
                {
                    var priority = 0;
                    _ = SetPolicy(id, to, ref priority);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // The process has ended meanwhile.
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_getscheduler")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetPolicy(int thread);

    // The only member of struct sched_param is the priority, 0 for both policies.
    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPolicy(int thread, int policy, ref int priority);
}
