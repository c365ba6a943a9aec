using System.Text.Json;
using RoadRunner.Host.Metrics;
using Xunit;

namespace RoadRunner.Host.Tests.Metrics;

/// <summary>The recorded calls of a genuine server, error texts and exposition text byte by byte.</summary>
public sealed class MetricsTranscriptTests
{
    private const string Exposition = "GET /metrics (application collectors only):\n";

    [Fact]
    public void Every_call_of_rpc_metrics_has_the_recorded_answer()
    {
        // What the recorded server had in its configuration.
        var registry = new MetricsRegistry(
            [new CollectorDefinition { Name = "from_config", Type = "counter", Help = "declared in the config", Labels = ["l"] }]);
        var compared = 0;
        foreach (var (call, note) in RecordedCall.Read("rpc-metrics"))
        {
            // Objectives fail when the JSON is read, which is not the registry's business.
            if (call is not null && !call.BodyText.Contains("objectives", StringComparison.Ordinal))
            {
                Assert.Equal((call.ReplyText, note), (Answer(registry, call), note));
                compared++;
            }
            else if (note.StartsWith(Exposition, StringComparison.Ordinal))
            {
                Assert.Equal(note[Exposition.Length..], Expose(registry));
                compared++;
            }
        }

        Assert.Equal(28, compared);
    }

    internal static string Expose(MetricsRegistry registry)
    {
        using var text = new StringWriter();
        registry.WriteTo(text);
        return text.ToString();
    }

    private static string Answer(MetricsRegistry registry, RecordedCall call)
    {
        using var json = JsonDocument.Parse(call.Body);
        var body = json.RootElement;
        try
        {
            switch (call.Method)
            {
                case "metrics.Declare":
                    registry.Declare(Definition(body));
                    break;
                case "metrics.Unregister":
                    registry.Unregister(body.GetString()!);
                    break;
                default:
                    Apply(registry, call.Method)(body.GetProperty("name").GetString()!, body.GetProperty("value").GetDouble(), Texts(body, "labels"));
                    break;
            }

            return "true";
        }
        catch (MetricsException error)
        {
            return error.Message;
        }
    }

    private static Action<string, double, IReadOnlyList<string>> Apply(MetricsRegistry registry, string method) => method switch
    {
        "metrics.Add" => registry.Add,
        "metrics.Sub" => registry.Sub,
        "metrics.Set" => registry.Set,
        "metrics.Observe" => registry.Observe,
        _ => throw new InvalidDataException(method),
    };

    private static CollectorDefinition Definition(JsonElement body)
    {
        var collector = body.GetProperty("collector");
        return new CollectorDefinition
        {
            Name = body.GetProperty("name").GetString()!,
            Type = collector.GetProperty("type").GetString()!,
            Namespace = collector.TryGetProperty("namespace", out var space) ? space.GetString()! : "",
            Subsystem = collector.TryGetProperty("subsystem", out var subsystem) ? subsystem.GetString()! : "",
            Help = collector.GetProperty("help").GetString()!,
            Labels = Texts(collector, "labels"),
            Buckets = collector.TryGetProperty("buckets", out var buckets) ? [.. buckets.EnumerateArray().Select(bound => bound.GetDouble())] : [],
        };
    }

    private static string[] Texts(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(text => text.GetString()!)] : [];
}
