namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>An event that is answered otherwise than it was when it was captured.</summary>
/// <param name="Number">Which event of the capture file it is, from 1.</param>
/// <param name="Event">What it is: event, server, connection, bytes.</param>
/// <param name="Expected">The answer of the capture, with escapes.</param>
/// <param name="Actual">The answer of now, with escapes.</param>
public sealed record ReplayDifference(int Number, string Event, string Expected, string Actual)
{
    /// <summary>Returns it on three lines.</summary>
    public override string ToString() => $"event {Number}: {Event}\n  captured {Expected}\n  now      {Actual}";
}
