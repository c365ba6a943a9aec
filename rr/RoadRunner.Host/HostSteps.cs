using Microsoft.Extensions.Logging;

namespace RoadRunner.Host;

/// <summary>Says in which order the parts of a host start and stop, and how long each takes.</summary>
/// <param name="logger">The channel <see cref="HostLogChannels.Endure"/>.</param>
/// <param name="time">The clock.</param>
internal sealed class HostSteps(ILogger logger, TimeProvider time)
{
    private long _since = time.GetTimestamp();

    /// <summary>Notes that the stop begins: what comes is counted from here.</summary>
    public void Begin() => _since = time.GetTimestamp();

    /// <summary>Says that a part has started.</summary>
    public void Started(string part)
    {
        var elapsed = Elapsed();
        HostLog.Started(logger, part, elapsed);
    }

    /// <summary>Says that a part has stopped.</summary>
    public void Stopped(string part)
    {
        var elapsed = Elapsed();
        HostLog.Stopped(logger, part, elapsed);
    }

    private int Elapsed()
    {
        var elapsed = time.GetElapsedTime(_since);
        _since = time.GetTimestamp();
        return (int)elapsed.TotalMilliseconds;
    }
}
