namespace RoadRunner.Host.Rpc.Gob;

/// <summary>A field of a structure.</summary>
/// <param name="Name">Its name in Go.</param>
/// <param name="Type">The number of its type.</param>
internal readonly record struct GobField(string Name, long Type);
