using System.Text.Json.Serialization;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Sessions;

[JsonSerializable(typeof(Counting))]
internal sealed partial class CountingJson : JsonSerializerContext;
