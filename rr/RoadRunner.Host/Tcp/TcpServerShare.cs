namespace RoadRunner.Host.Tcp;

/// <summary>What the servers of a host have together.</summary>
/// <param name="Engine">Where events are executed.</param>
/// <param name="Connections">Who can be closed from outside.</param>
/// <param name="Places">The places for connections of all servers.</param>
/// <param name="Clock">The time of all connections.</param>
internal sealed record TcpServerShare(IEventEngine Engine, ConnectionRegistry Connections, ConnectionPlaces Places, ConnectionClock Clock);
