using System.Text.Json.Serialization;

namespace Spiral.RoadRunner.Rpc;

/// <summary>What a collector does with its values.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MetricType>))]
public enum MetricType
{
    /// <summary>Only grows: Add.</summary>
    [JsonStringEnumMemberName("counter")]
    Counter,

    /// <summary>Goes up and down: Add, Sub, Set.</summary>
    [JsonStringEnumMemberName("gauge")]
    Gauge,

    /// <summary>Counts values by buckets: Observe.</summary>
    [JsonStringEnumMemberName("histogram")]
    Histogram,

    /// <summary>Sum and count of values: Observe.</summary>
    [JsonStringEnumMemberName("summary")]
    Summary,
}
