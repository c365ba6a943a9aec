using System.Text.Json.Serialization;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Every type that travels as JSON; generated code, no reflection. Members are named where they are declared.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(WorkerList))]
[JsonSerializable(typeof(HostFeatures))]
[JsonSerializable(typeof(MetricDeclaration))]
[JsonSerializable(typeof(MetricValue))]
internal sealed partial class RpcJsonContext : JsonSerializerContext;
