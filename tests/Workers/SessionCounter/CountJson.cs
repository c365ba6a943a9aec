using System.Text.Json.Serialization;

namespace RoadRunner.TestWorkers;

[JsonSerializable(typeof(Count))]
internal sealed partial class CountJson : JsonSerializerContext;
