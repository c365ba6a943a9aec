using System.Runtime.InteropServices;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A connection in an index.</summary>
/// <param name="Id">The uuid of the connection.</param>
/// <param name="Group">The hash of what it is counted under; 0 when nothing asks.</param>
/// <param name="Time">In Unix milliseconds: when the entry expires, or when the connection was last active.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IndexEntry(string Id, ulong Group, long Time);
