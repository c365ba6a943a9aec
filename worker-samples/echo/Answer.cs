using Spiral.RoadRunner.Tcp;

namespace RoadRunner.Samples.Echo;

/// <summary>What server2 tells its client about the event.</summary>
internal sealed record Answer(string RemoteAddr, string Server, string Uuid, string Body, TcpEvent Event);
