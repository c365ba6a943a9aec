namespace RoadRunner.Host.Tcp;

/// <summary>What the buffered bytes of a connection have come to.</summary>
internal enum CutResult
{
    /// <summary>Not enough for an event yet.</summary>
    Incomplete,

    /// <summary>An event.</summary>
    Event,

    /// <summary>A message, or the start of one, that is larger than messages may be.</summary>
    TooLarge,
}
