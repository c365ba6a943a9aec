namespace RoadRunner.Host.Configuration;

/// <summary>Which worker gets an event, <c>host.dispatch</c>.</summary>
public enum DispatchMode
{
    /// <summary>The one that has been idle for longest.</summary>
    Any,

    /// <summary>The one that had the last event of the connection. The event waits for it while it is busy; when it leaves or dies, another one takes over.</summary>
    Sticky,
}
