using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace RoadRunner.Host.Workers;

/// <summary>Lets processes run without interrupting each other, and ends it again: <c>SCHED_BATCH</c> and <c>SCHED_OTHER</c> of Linux, sched(7).</summary>
/// <remarks>
/// An event is carried by four threads of three processes, and each that is woken interrupts the one that woke it, in the midst of what that one
/// has to do. Under pressure this costs a fifth of the throughput. A thread under SCHED_BATCH has the same share of the processor, but begins when
/// the other one sleeps or its time slice ends. Nothing else of a thread is changed, and one with a policy of another kind is left alone. What the
/// operating system refuses changes nothing: it is about speed only. Thread-safe.
/// </remarks>
internal static partial class BatchScheduling
{
    private const int Other = 0;
    private const int Batch = 3;

    // Each pass finds the threads that were started during the one before by those that it had not come to yet.
    private const int MostPasses = 8;

    private static readonly (int Set, int Get)? Calls = OperatingSystem.IsLinux() ? CallsOf(RuntimeInformation.ProcessArchitecture) : null;

    // Whoever has started the host with a policy of his own knows why.
    private static readonly bool IsPossible = Calls is not null && PolicyOf(Environment.ProcessId) == Other;
    private static readonly Lock Gate = new();
    private static int _holders;

    /// <summary>Has this process run so, until everybody who has called it has called <see cref="EndHere"/>.</summary>
    public static void BeginHere()
    {
        lock (Gate)
        {
            if (++_holders == 1 && IsPossible)
            {
                Change(Environment.ProcessId, Other, Batch);
            }
        }
    }

    /// <summary>Ends it for this process.</summary>
    public static void EndHere()
    {
        lock (Gate)
        {
            if (--_holders == 0 && IsPossible)
            {
                Change(Environment.ProcessId, Batch, Other);
            }
        }
    }

    /// <summary>Has all threads of a process run so, and those that they start.</summary>
    /// <returns>Whether <see cref="End"/> has something to end: not for a process that has gone, belongs to somebody else or has another policy.</returns>
    public static bool TryBegin(int pid)
    {
        if (!IsPossible || PolicyOf(pid) != Other)
        {
            return false;
        }

        Change(pid, Other, Batch);
        return PolicyOf(pid) == Batch;
    }

    /// <summary>Ends it for a process.</summary>
    public static void End(int pid)
    {
        if (IsPossible)
        {
            Change(pid, Batch, Other);
        }
    }

    /// <summary>Starts a process as this one was started, however it runs at the moment.</summary>
    public static void Start(Process process)
    {
        // It begins as the thread that starts it. Nobody changes that one meanwhile.
        lock (Gate)
        {
            var isBatch = IsPossible && PolicyOf(thread: 0) == Batch;
            if (isBatch)
            {
                SetPolicy(thread: 0, Other);
            }

            try
            {
                process.Start();
            }
            finally
            {
                if (isBatch)
                {
                    SetPolicy(thread: 0, Batch);
                }
            }
        }
    }

    private static void Change(int pid, int from, int to)
    {
        try
        {
            for (var pass = 0; pass < MostPasses && ChangeOnce(pid, from, to); pass++)
            {
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // The process has ended meanwhile.
        }
    }

    /// <summary>Returns whether a thread has been changed.</summary>
    private static bool ChangeOnce(int pid, int from, int to)
    {
        var hasChanged = false;
        foreach (var folder in Directory.EnumerateDirectories($"/proc/{pid}/task"))
        {
            hasChanged |= int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var thread) && PolicyOf(thread) == from && SetPolicy(thread, to);
        }

        return hasChanged;
    }

    /// <summary>Returns the policy of a thread, 0 being the caller; -1 when there is none.</summary>
    private static int PolicyOf(int thread)
    {
        var unused = 0;
        return (int)Call(Calls!.Value.Get, thread, unused, ref unused);
    }

    private static bool SetPolicy(int thread, int policy)
    {
        // The two policies have none.
        var priority = 0;
        return Call(Calls!.Value.Set, thread, policy, ref priority) == 0;
    }

    // By number: in the C library of Alpine the functions always fail, because they stand for whole processes and the calls for threads.
    private static (int Set, int Get)? CallsOf(Architecture architecture) => architecture switch
    {
        Architecture.X64 => (144, 145),
        Architecture.Arm64 => (119, 120),
        _ => null,
    };

    [LibraryImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Call(nint number, nint thread, nint policy, ref int parameters);
}
