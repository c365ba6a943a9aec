using System.Buffers;
using System.Runtime.InteropServices;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>An event as it comes from whoever owns the socket.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Server">The name of the server, in lower case.</param>
/// <param name="ConnectionUuid">The id of the connection.</param>
/// <param name="RemoteAddress">The address of the client as the server writes it.</param>
/// <param name="Body">The bytes; borrowed until the event has been answered.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TcpIncoming(TcpEvent Event, string Server, string ConnectionUuid, string RemoteAddress, ReadOnlySequence<byte> Body);
