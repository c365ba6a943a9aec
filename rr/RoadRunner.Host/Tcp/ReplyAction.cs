namespace RoadRunner.Host.Tcp;

/// <summary>What becomes of a connection after an event.</summary>
internal enum ReplyAction
{
    /// <summary>Go on reading.</summary>
    Keep,

    /// <summary>Close it.</summary>
    Close,
}
