using System.Text.Json.Serialization;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Every type that travels as JSON; generated code, no reflection. Members are named where they are declared.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(string))]
internal sealed partial class RpcJsonContext : JsonSerializerContext;
