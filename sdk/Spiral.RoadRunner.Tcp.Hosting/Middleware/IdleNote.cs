using System.Runtime.InteropServices;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What a worker has to tell the others about a connection.</summary>
/// <param name="Uuid">The connection.</param>
/// <param name="Time">When it was active last, in Unix milliseconds.</param>
/// <param name="IsGone">It was closed.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IdleNote(string Uuid, long Time, bool IsGone);
