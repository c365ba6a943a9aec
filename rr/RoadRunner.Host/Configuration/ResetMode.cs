namespace RoadRunner.Host.Configuration;

/// <summary>How a reset replaces the workers, <c>host.reset</c>.</summary>
public enum ResetMode
{
    /// <summary>One after the other, each new one ready before its old one leaves: no event waits.</summary>
    Rolling,

    /// <summary>As RoadRunner: all events wait until all workers have gone and as many new ones are ready.</summary>
    StopWorld,
}
