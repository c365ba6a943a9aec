using System.Text.Json.Serialization;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>How status is written, to the storage and for whoever shows it; generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TcpWorkerStatus))]
[JsonSerializable(typeof(TcpPoolSnapshot))]
public sealed partial class TcpStatusJson : JsonSerializerContext;
