namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>What a part of a transcript is.</summary>
internal enum TranscriptEntryKind
{
    Sent,
    Received,
    Closed,
    Note,
}
