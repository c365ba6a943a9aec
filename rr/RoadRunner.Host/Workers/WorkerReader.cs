namespace RoadRunner.Host.Workers;

/// <summary>Who reads from a worker. There is always one at most.</summary>
internal enum WorkerReader
{
    /// <summary>The thread of the worker, which sleeps in the read.</summary>
    Thread,

    /// <summary>Nobody: the worker has nothing to do, and its thread waits to be told.</summary>
    Nobody,

    /// <summary>The thread that has brought the worker its event.</summary>
    Bringer,
}
