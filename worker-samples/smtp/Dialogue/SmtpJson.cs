using System.Text.Json.Serialization;

namespace RoadRunner.Samples.Smtp;

/// <summary>JSON of <see cref="SmtpSession"/>, generated at build time. What has its default is left out: the text is written with every line.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SmtpSession))]
public sealed partial class SmtpJson : JsonSerializerContext;
