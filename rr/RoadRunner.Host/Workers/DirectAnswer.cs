namespace RoadRunner.Host.Workers;

/// <summary>Whether the thread that brings a job takes its answer, too, instead of the thread that reads from the worker.</summary>
internal enum DirectAnswer
{
    /// <summary>It has other things to do, or the pool did not let it.</summary>
    No,

    /// <summary>It would wait a moment for the answer.</summary>
    Wanted,

    /// <summary>It has taken it.</summary>
    Taken,

    /// <summary>It has waited, and the answer did not come in time.</summary>
    Late,
}
