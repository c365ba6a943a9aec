namespace Spiral.RoadRunner.KeyValue.Tests;

/// <summary>A typed value.</summary>
public sealed record Visitor(string Name, int Visits);
