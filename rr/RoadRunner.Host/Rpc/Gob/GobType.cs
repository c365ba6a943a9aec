namespace RoadRunner.Host.Rpc.Gob;

/// <summary>A type that a stream defines: a slice or a structure.</summary>
/// <param name="Element">The number of the type of a slice's elements; not used by a structure.</param>
/// <param name="Fields">The fields of a structure; null for a slice.</param>
internal sealed record GobType(long Element, IReadOnlyList<GobField>? Fields);
