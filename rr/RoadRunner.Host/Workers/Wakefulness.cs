namespace RoadRunner.Host.Workers;

/// <summary>Keeps the processors awake while a lone event is on its way through the host.</summary>
/// <remarks>
/// An event passes from process to process four times. On an idle machine each of them finds a halted processor, and waking one
/// costs more than the event itself, on a virtual machine several times more. So the thread that has handed a lone event to a
/// worker looks for the answer for a moment, giving way to whoever wants to run, and a thread of the thread pool is made to look
/// for work, which it does for some microseconds before it sleeps. Measured with one connection on two virtual processors:
/// 13,000 events a second without, 18,000 with it, for some 30 microseconds of processor time each. With more than one event under
/// way the processors are awake anyway, and nothing of this is done.
/// </remarks>
internal sealed class Wakefulness : IThreadPoolWorkItem
{
    /// <summary>
    /// How many jobs in a row have to find all workers idle before one counts as lone. Under load a single one does now and then, and
    /// there giving way would cost the thread its turn: without this the slowest of a hundred events took six times as long.
    /// </summary>
    public const int LonelyJobs = 16;

    private static readonly Wakefulness Item = new();
    private static readonly TimeSpan Patience = TimeSpan.FromMicroseconds(30);

    private Wakefulness()
    {
    }

    /// <summary>Bridges the time in which a worker handles a lone job, for 30 microseconds at the most.</summary>
    public static void Bridge(WorkerProcess worker, WorkerJob job)
    {
        ThreadPool.UnsafeQueueUserWorkItem(Item, preferLocal: false);

        // The processor's time, whatever clock the host runs on.
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        while (worker.Has(job) && time.GetElapsedTime(start) < Patience)
        {
            Thread.Yield();
        }
    }

    /// <summary>Does nothing: being looked for is what it is for.</summary>
    public void Execute()
    {
    }
}
