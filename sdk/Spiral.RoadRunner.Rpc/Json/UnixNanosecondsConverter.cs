using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spiral.RoadRunner.Rpc;

/// <summary>A time as nanoseconds since 1970; what is finer than 100 ns is cut off.</summary>
internal sealed class UnixNanosecondsConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.UnixEpoch.AddTicks(reader.GetInt64() / TimeSpan.NanosecondsPerTick);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((value - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick);
}
