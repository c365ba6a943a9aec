namespace Spiral.RoadRunner;

/// <summary>What can be waiting on the relay, for <see cref="Worker.HasPayload"/>.</summary>
public enum PayloadType
{
    /// <summary>Anything that <see cref="Worker.WaitPayload"/> would return for without waiting, the end included.</summary>
    Any,

    /// <summary>A payload to answer.</summary>
    Request,

    /// <summary>The end: the stop command, or the server is gone.</summary>
    Stop,
}
