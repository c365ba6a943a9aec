using RoadRunner.Host.Configuration;
using RoadRunner.Host.Metrics;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class MetricsSectionTests
{
    [Fact]
    public void Without_the_section_there_are_no_metrics() => Assert.Null(ConfigurationFile.Load(ConfigurationFile.Minimal).Metrics);

    [Theory]
    [InlineData("metrics: {}\n", "127.0.0.1", 2112)]
    [InlineData("metrics:\n", "127.0.0.1", 2112)]
    [InlineData("metrics: { address: '' }\n", "127.0.0.1", 2112)]
    [InlineData("metrics: { address: 'localhost:9100' }\n", "localhost", 9100)]
    [InlineData("metrics: { address: ':9100' }\n", "", 9100)]
    public void The_address_is_that_of_RoadRunner_unless_it_is_given(string section, string host, int port) =>
        Assert.Equal(RelayAddress.Tcp(host, port), Load(section)!.Address);

    [Fact]
    public void Collectors_are_read_with_all_they_have()
    {
        var metrics = Load(
            """
            metrics:
              collect:
                App_Counter: { type: counter, help: "a counter", labels: [kind, "${LABEL:-zone}"] }
                latency:
                  type: Histogram
                  namespace: ns
                  subsystem: sub
                  help: how long
                  buckets: [0.1, 1, "5"]
                size: { type: summary }
                load: { type: gauge, labels: }

            """)!;

        Assert.Equal(["app_counter", "latency", "size", "load"], metrics.Collectors.Select(collector => collector.Name));
        Assert.Equal(["counter", "histogram", "summary", "gauge"], metrics.Collectors.Select(collector => collector.Type));
        Assert.Equal(["a counter", "how long", "", ""], metrics.Collectors.Select(collector => collector.Help));
        Assert.Equal(["kind", "zone"], metrics.Collectors[0].Labels);
        Assert.Equal(("ns", "sub"), (metrics.Collectors[1].Namespace, metrics.Collectors[1].Subsystem));
        Assert.Equal([0.1, 1, 5], metrics.Collectors[1].Buckets);
        Assert.Empty(metrics.Collectors[3].Labels);

        var registry = new MetricsRegistry(metrics.Collectors);
        registry.Observe("latency", 0.7, []);
        registry.Add("app_counter", 1, ["a", "b"]);
    }

    [Fact]
    public void Objectives_are_known_and_warned_about() => Assert.Equal(
        "metrics.collect.size.objectives (.rr.yaml:12) has no effect: a summary of this host has its sum and its count; for quantiles use a histogram",
        ConfigurationFile.Warnings(ConfigurationFile.Minimal
            + "metrics:\n  collect:\n    size:\n      type: summary\n      objectives: { 0.5: 0.05 }\n"));

    [Theory]
    [InlineData("address: 'http://:2112'", "metrics.address: \"http://:2112\" has a protocol; expected host:port or :port")]
    [InlineData("address: 'localhost'", "metrics.address: The port is missing in \"tcp://localhost\": expected tcp://host:port")]
    [InlineData("adress: ':2112'", "unknown key \"adress\" in metrics; did you mean \"address\"?")]
    [InlineData("collect: [a]", "metrics.collect: expected a mapping of keys, found a list")]
    [InlineData("collect: { x: counter }", "metrics.collect.x: expected a mapping of keys, found \"counter\"\n.rr.yaml:8: metrics.collect.x.type: is missing; it must be one of counter, gauge, histogram, summary")]
    [InlineData("collect: { x: {} }", "metrics.collect.x.type: is missing; it must be one of counter, gauge, histogram, summary")]
    [InlineData("collect: { x: { type: [counter] } }", "metrics.collect.x.type: expected a text, found a list")]
    [InlineData("collect: { x: { type: meter } }", "metrics.collect.x.type: \"meter\" is not one of counter, gauge, histogram, summary")]
    [InlineData("collect: { x: { type: counter, lables: [a] } }", "unknown key \"lables\" in metrics.collect.x; did you mean \"labels\"?")]
    [InlineData("collect: { x: { type: counter, labels: [[a]] } }", "metrics.collect.x.labels: expected a text, found a list")]
    [InlineData("collect: { x: { type: counter, labels: [a-b] } }", "metrics.collect.x: \"a-b\" is not a valid label name for metric \"x\"")]
    [InlineData("collect: { x: { type: counter, labels: [a, a] } }", "metrics.collect.x: duplicate label names in constant and variable labels for metric \"x\"")]
    [InlineData("collect: { x: { type: histogram, labels: [le] } }", "metrics.collect.x: `le` is not allowed as label name in histograms")]
    [InlineData("collect: { x: { type: histogram, buckets: [1, few] } }", "metrics.collect.x.buckets: \"few\" is not a number")]
    [InlineData("collect: { x: { type: histogram, buckets: [2, 1] } }", "metrics.collect.x: histogram buckets must be in increasing order: 2.000000 >= 1.000000")]
    [InlineData("collect: { bad-name: { type: gauge } }", "metrics.collect.bad-name: \"bad-name\" is not a valid metric name")]
    [InlineData("collect: { events_total: { type: counter, namespace: rr, subsystem: tcp } }", "metrics.collect.events_total: `rr_tcp_events_total` is a metric of the server itself")]
    [InlineData("collect: { a_b: { type: gauge }, b: { type: gauge, namespace: a } }", "metrics.collect.b: its exported name \"a_b\" is already that of metrics.collect.a_b on line 8")]
    public void What_cannot_be_used_is_an_error(string key, string expected) =>
        Assert.Equal($".rr.yaml:8: {expected}", ConfigurationFile.Errors($"{ConfigurationFile.Minimal}metrics: {{ {key} }}\n"));

    private static MetricsConfiguration? Load(string section) => ConfigurationFile.Load(ConfigurationFile.Minimal + section).Metrics;
}
