namespace RoadRunner.Host.Workers;

/// <summary>Keeps the processors from halting while a lone event is on its way.</summary>
/// <remarks>
/// On a virtual machine waking a halted processor costs more than the event. A thread of the thread pool that is made to look for
/// work does so for some microseconds before it sleeps. Under load the processors are awake anyway, and nothing of this is done.
/// </remarks>
internal sealed class Wakefulness : IThreadPoolWorkItem
{
    private static readonly Wakefulness Item = new();

    private Wakefulness()
    {
    }

    /// <summary>Has a thread of the pool look for work. Allocates nothing.</summary>
    public static void Prolong() => ThreadPool.UnsafeQueueUserWorkItem(Item, preferLocal: false);

    /// <summary>Does nothing: being looked for is what it is for.</summary>
    public void Execute()
    {
    }
}
