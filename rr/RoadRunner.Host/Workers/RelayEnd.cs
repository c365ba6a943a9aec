using Spiral.Goridge;

namespace RoadRunner.Host.Workers;

/// <summary>How the host closes its end of a relay.</summary>
internal static class RelayEnd
{
    /// <summary>Closes a relay, or a pipe that is still read from as soon as it is not.</summary>
    /// <remarks>
    /// A close of a pipe waits for the read that is under way, and that ends only when the last process has closed the other end: a
    /// child that a worker left behind may take for ever, and nobody waits for it. A socket ends its read.
    /// </remarks>
    /// <param name="relay">The relay.</param>
    /// <param name="reading">Who reads from it.</param>
    public static void CloseAfter(this Relay relay, Task reading)
    {
        if (relay is not StreamRelay || reading.IsCompleted)
        {
            relay.Dispose();
            return;
        }

        _ = reading.ContinueWith(static (_, state) => ((Relay)state!).Dispose(), relay, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }
}
