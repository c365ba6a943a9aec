namespace RoadRunner.Host.Logging;

/// <summary>One place that records are written to, shared by all channels that name it. Safe to use from any thread.</summary>
internal interface ILogSink
{
    /// <summary>Writes a record, its end included. Records come out in the order of the calls, and never in one another.</summary>
    /// <remarks>Never throws for what is wrong with the place, and never waits for a disk.</remarks>
    public void Write(string record);
}
