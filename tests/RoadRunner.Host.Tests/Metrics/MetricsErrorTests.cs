using RoadRunner.Host.Metrics;
using Xunit;

namespace RoadRunner.Host.Tests.Metrics;

/// <summary>Every text with which a call is refused, and that a refused call changes nothing.</summary>
public sealed class MetricsErrorTests
{
    private readonly MetricsRegistry _registry = new(
    [
        Define("c", "counter"), Define("cv", "counter", "l"), Define("g", "gauge"), Define("gv", "gauge", "l"),
        Define("h", "histogram"), Define("hv", "histogram", "l"), Define("s", "summary"), Define("sv", "summary", "l"),
    ]);

    [Theory]
    [InlineData("Add", "x", "metrics_plugin_add: undefined collector x, try first Declare the desired collector")]
    [InlineData("Sub", "x", "metrics_plugin_sub: undefined collector x")]
    [InlineData("Set", "x", "metrics_plugin_set: undefined collector x")]
    [InlineData("Observe", "x", "metrics_plugin_observe: undefined collector x")]
    [InlineData("Add", "h", "metrics_plugin_add: collector h does not support method `Add`")]
    [InlineData("Add", "hv", "metrics_plugin_add: collector hv does not support method `Add`")]
    [InlineData("Add", "s", "metrics_plugin_add: collector s does not support method `Add`")]
    [InlineData("Add", "sv", "metrics_plugin_add: collector sv does not support method `Add`")]
    [InlineData("Sub", "c", "metrics_plugin_sub: collector `c` does not support method `Sub`")]
    [InlineData("Sub", "h", "metrics_plugin_sub: collector `h` does not support method `Sub`")]
    [InlineData("Sub", "sv", "metrics_plugin_sub: collector `sv` does not support method `Sub`")]
    [InlineData("Set", "cv", "metrics_plugin_set: collector `cv` does not support method Set")]
    [InlineData("Set", "h", "metrics_plugin_set: collector `h` does not support method Set")]
    [InlineData("Set", "s", "metrics_plugin_set: collector `s` does not support method Set")]
    [InlineData("Observe", "c", "metrics_plugin_observe: collector `c` does not support method `Observe`")]
    [InlineData("Observe", "gv", "metrics_plugin_observe: collector `gv` does not support method `Observe`")]
    [InlineData("Add", "cv", "metrics_plugin_add: required labels for collector `cv`")]
    [InlineData("Add", "gv", "metrics_plugin_add: required labels for collector gv")]
    [InlineData("Sub", "gv", "metrics_plugin_sub: required labels for collector gv")]
    [InlineData("Set", "gv", "metrics_plugin_set: required labels for collector gv")]
    [InlineData("Observe", "hv", "metrics_plugin_observe: required labels for collector `hv`")]
    [InlineData("Observe", "sv", "metrics_plugin_observe: required labels for collector `sv`")]
    [InlineData("Add", "cv", "metrics_plugin_add: inconsistent label cardinality: expected 1 label values but got 2 in []string{\"a\", \"\\\"\\n\\\\é\\u00a0\\x01\"}", "a", "\"\n\\é\u00a0\u0001")]
    [InlineData("Set", "gv", "metrics_plugin_set: inconsistent label cardinality: expected 1 label values but got 2 in []string{\"\", \"\"}", "", "")]
    public void A_value_call_is_refused_with_the_servers_text(string method, string name, string expected, params string[] labels)
    {
        var before = MetricsTranscriptTests.Expose(_registry);

        var error = Assert.Throws<MetricsException>(() => Call(method)(name, 1, labels));

        Assert.Equal(expected, error.Message);
        Assert.Equal(before, MetricsTranscriptTests.Expose(_registry));
    }

    // RoadRunner 2025.1 ends as a whole.
    [Fact]
    public void A_counter_does_not_fall()
    {
        const string Text = "metrics_plugin_add: counter cannot decrease in value: ";

        Assert.Equal(Text + "c", Assert.Throws<MetricsException>(() => _registry.Add("c", -0.5, [])).Message);
        Assert.Equal(Text + "cv", Assert.Throws<MetricsException>(() => _registry.Add("cv", double.NegativeInfinity, ["a"])).Message);
        Assert.DoesNotContain("cv{", MetricsTranscriptTests.Expose(_registry), StringComparison.Ordinal);
    }

    [Fact]
    public void A_collector_without_labels_leaves_label_values_aside()
    {
        _registry.Add("c", 2, ["a", "b"]);

        Assert.Contains("\nc 2\n", MetricsTranscriptTests.Expose(_registry), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_unregistered_under_an_unknown_name()
    {
        var error = Assert.Throws<MetricsException>(() => _registry.Unregister("x"));

        Assert.Equal("metrics_plugin_unregister: undefined collector x", error.Message);
    }

    private static CollectorDefinition Define(string name, string type, params string[] labels) =>
        new() { Name = name, Type = type, Labels = labels };

    private Action<string, double, IReadOnlyList<string>> Call(string method) => method switch
    {
        "Add" => _registry.Add,
        "Sub" => _registry.Sub,
        "Set" => _registry.Set,
        _ => _registry.Observe,
    };
}
