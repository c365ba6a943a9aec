namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What becomes of a connection that sends more than its rate allows.</summary>
public enum RateLimitAction
{
    /// <summary>The message is answered with the text and dropped; the connection stays.</summary>
    Keep,

    /// <summary>The message is answered with the text and dropped, and the connection is closed.</summary>
    Close,
}
