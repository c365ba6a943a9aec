using System.Text.Json.Serialization;

namespace RoadRunner.Cli.Status;

/// <summary>The report as one line of JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StatusReport))]
internal sealed partial class StatusReportJson : JsonSerializerContext;
