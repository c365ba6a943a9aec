namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What the sessions of one server need to know.</summary>
/// <param name="Server">The name of the server.</param>
/// <param name="Store">Where they are kept.</param>
/// <param name="Options">The settings of the application.</param>
/// <param name="Clock">When they were last renewed, as far as this worker knows.</param>
/// <param name="Time">The clock.</param>
internal sealed record SessionSettings(string Server, ISessionStore Store, TcpSessionOptions Options, RenewalClock Clock, TimeProvider Time)
{
    /// <summary>Gets a value indicating whether handlers use sessions: they are made at Connected, and what comes without one is late.</summary>
    /// <value>False when only the framing keeps something: then a missing record means that nothing was left.</value>
    public bool IsForHandlers { get; init; }

    /// <summary>Gets how the typed session is written; null when the server has none.</summary>
    public SessionType? Type { get; init; }
}
