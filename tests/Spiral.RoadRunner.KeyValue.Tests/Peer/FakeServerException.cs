namespace Spiral.RoadRunner.KeyValue.Tests;

/// <summary>The fake server answers with an error.</summary>
internal sealed class FakeServerException(string text) : Exception(text);
