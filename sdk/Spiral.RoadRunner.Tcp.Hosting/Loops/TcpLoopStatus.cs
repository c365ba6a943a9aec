namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Where a loop is.</summary>
public enum TcpLoopStatus
{
    /// <summary>It prepares itself, or has not begun yet.</summary>
    SpinUp = 0,

    /// <summary>It runs.</summary>
    Looping = 1,

    /// <summary>It was told to pause; a round that had begun may still be ending.</summary>
    Paused = 2,

    /// <summary>It cleans up.</summary>
    SpinDown = 3,

    /// <summary>It has ended because the application stops.</summary>
    Stopped = 4,

    /// <summary>It has crashed: it will start again, or the application stops because of it.</summary>
    Failed = 5,
}
