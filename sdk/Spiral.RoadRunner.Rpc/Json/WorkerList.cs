using System.Text.Json.Serialization;

namespace Spiral.RoadRunner.Rpc;

/// <summary>The reply of <c>informer.Workers</c>; null for a plugin that the server does not know.</summary>
internal sealed record WorkerList([property: JsonPropertyName("workers")] IReadOnlyList<PoolWorker>? Workers);
