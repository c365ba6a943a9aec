using System.Text.Json.Serialization;

namespace Spiral.RoadRunner.KeyValue.Tests;

[JsonSerializable(typeof(Visitor))]
[JsonSerializable(typeof(int))]
internal sealed partial class VisitorContext : JsonSerializerContext;
