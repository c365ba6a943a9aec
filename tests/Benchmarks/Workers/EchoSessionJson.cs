using System.Text.Json.Serialization;

namespace RoadRunner.Benchmarks.Workers;

[JsonSerializable(typeof(EchoSession))]
internal sealed partial class EchoSessionJson : JsonSerializerContext;
