namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Whether there is a server to call, and where.</summary>
/// <param name="IsAvailable">False when nothing has told this process of an RPC port: the default address may be that of somebody else.</param>
/// <param name="Address">For messages.</param>
internal sealed record TcpServerLinkState(bool IsAvailable, string Address);
