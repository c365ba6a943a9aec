namespace RoadRunner.Integration.Recorded;

/// <summary>One thing that happens in a recording.</summary>
/// <param name="Kind">What.</param>
/// <param name="Peer">The client; empty when it is none of a client.</param>
/// <param name="Bytes">What is sent, received, called or answered.</param>
/// <param name="Event">The number of the event, counted from 1; 0 when it is about none.</param>
internal sealed record RecordedStep(RecordedStepKind Kind, string Peer = "", ReadOnlyMemory<byte> Bytes = default, int Event = 0);
