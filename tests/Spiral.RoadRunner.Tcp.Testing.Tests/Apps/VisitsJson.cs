using System.Text.Json.Serialization;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

[JsonSerializable(typeof(Visits))]
internal sealed partial class VisitsJson : JsonSerializerContext;
