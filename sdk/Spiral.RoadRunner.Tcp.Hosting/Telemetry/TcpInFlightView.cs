using System.Runtime.InteropServices;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What the watchdog has seen of an event.</summary>
/// <param name="StartedAt">When it began, as the clock's timestamp.</param>
/// <param name="Event">What happened.</param>
/// <param name="ConnectionUuid">The id of the connection.</param>
/// <param name="Server">The name of the server.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TcpInFlightView(long StartedAt, TcpEvent Event, string ConnectionUuid, string Server);
