namespace RoadRunner.Integration.Recorded;

/// <summary>A line of a recording that this host does in another way, and why.</summary>
/// <param name="Scenario">The recording.</param>
/// <param name="Line">The line in the file, counted from 1. It does not happen here, unless something else is said.</param>
/// <param name="Reason">Why.</param>
internal sealed record RecordedDeviation(string Scenario, int Line, string Reason)
{
    /// <summary>Gets what a client receives at this point, where Go gave it something else, or nothing.</summary>
    public string? Receives { get; init; }

    /// <summary>Gets the client whose Close event follows the line, which Go had lost.</summary>
    public string? GetsClose { get; init; }
}
