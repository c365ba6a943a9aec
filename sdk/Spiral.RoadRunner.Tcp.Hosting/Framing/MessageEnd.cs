namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Where a message ends, counted from where the search began.</summary>
/// <param name="ContentBytes">Up to the end of the message itself.</param>
/// <param name="Bytes">Up to the end of what delimits it.</param>
internal readonly record struct MessageEnd(long ContentBytes, long Bytes);
