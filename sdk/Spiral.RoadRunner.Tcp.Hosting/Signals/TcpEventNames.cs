namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The events that every application raises. A signal raises <c>posix.15</c> and then <c>posix.SIGTERM</c>.</summary>
public static class TcpEventNames
{
    /// <summary>Everything has started; under a server events are taken.</summary>
    public const string ApplicationStarted = "application.started";

    /// <summary>The application begins to stop. The stop does not wait for the listeners, but for their end when everything else has stopped.</summary>
    public const string ApplicationStopping = "application.stopping";

    /// <summary>A loop has spun up; its name is the data.</summary>
    public const string LoopStart = "loop.start";

    /// <summary>A loop has spun down; its name is the data.</summary>
    public const string LoopStop = "loop.stop";

    /// <summary>What the names of signals begin with: <c>posix.</c></summary>
    public const string SignalPrefix = "posix.";
}
