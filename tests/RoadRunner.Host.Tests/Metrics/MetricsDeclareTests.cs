using RoadRunner.Host.Metrics;
using Xunit;

namespace RoadRunner.Host.Tests.Metrics;

public sealed class MetricsDeclareTests
{
    private readonly MetricsRegistry _registry = new();

    public static TheoryData<CollectorDefinition, string> Refused => new()
    {
        { Define("x", "nope"), "unknown collector type nope" },
        { Define("x", "Counter"), "unknown collector type Counter" },
        { Define("x", ""), "unknown collector type " },
        {
            Define("bad-name", "gauge") with { Help = "x" },
            "descriptor Desc{fqName: \"bad-name\", help: \"x\", constLabels: {}, variableLabels: {}} is invalid: \"bad-name\" is not a valid metric name"
        },
        {
            Define("", "gauge") with { Namespace = "ns" },
            "descriptor Desc{fqName: \"\", help: \"\", constLabels: {}, variableLabels: {}} is invalid: \"\" is not a valid metric name"
        },
        {
            Define("1x", "gauge") with { Help = "a\"b\n" },
            "descriptor Desc{fqName: \"1x\", help: \"a\\\"b\\n\", constLabels: {}, variableLabels: {}} is invalid: \"1x\" is not a valid metric name"
        },
        {
            Define("x", "counter", "a", "b-c"),
            "descriptor Desc{fqName: \"x\", help: \"\", constLabels: {}, variableLabels: {a,b-c}} is invalid: \"b-c\" is not a valid label name for metric \"x\""
        },
        {
            Define("x", "counter", "__a"),
            "descriptor Desc{fqName: \"x\", help: \"\", constLabels: {}, variableLabels: {__a}} is invalid: \"__a\" is not a valid label name for metric \"x\""
        },
        {
            Define("x", "counter", "a", "a"),
            "descriptor Desc{fqName: \"x\", help: \"\", constLabels: {}, variableLabels: {a,a}} is invalid: duplicate label names in constant and variable labels for metric \"x\""
        },
        { Define("x", "histogram", "le"), "`le` is not allowed as label name in histograms" },
        { Define("x", "summary", "quantile"), "`quantile` is not allowed as label name in summaries" },
        { Define("x", "histogram") with { Buckets = [1, 5, 5] }, "histogram buckets must be in increasing order: 5.000000 >= 5.000000" },
        { Define("x", "histogram") with { Buckets = [double.PositiveInfinity, 1] }, "histogram buckets must be in increasing order: +Inf >= 1.000000" },
        { Define("x", "histogram") with { Buckets = [1, double.NaN] }, "histogram buckets must be numbers" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_definition_that_cannot_be_used_is_refused(CollectorDefinition definition, string expected)
    {
        var error = Assert.Throws<MetricsException>(() => _registry.Declare(definition));

        Assert.Equal("metrics_plugin_declare: " + expected, error.Message);
        Assert.Throws<MetricsException>(() => _registry.Unregister(definition.Name));
    }

    [Fact]
    public void A_name_that_is_taken_is_left_as_it_is()
    {
        _registry.Declare(Define("x", "counter"));
        _registry.Declare(Define("x", "gauge"));
        _registry.Declare(Define("x", "nope"));

        Assert.Throws<MetricsException>(() => _registry.Set("x", 1, []));
        Assert.Equal("# HELP x \n# TYPE x counter\nx 0\n", MetricsTranscriptTests.Expose(_registry));
    }

    [Fact]
    public void Two_names_that_are_exported_as_one_are_refused()
    {
        _registry.Declare(Define("b_c", "counter", "l", "k") with { Namespace = "a", Help = "h" });

        Assert.Equal(
            "metrics_plugin_declare: duplicate metrics collector registration attempted",
            Error(Define("c", "gauge", "k", "l") with { Namespace = "a", Subsystem = "b", Help = "h" }));
        Assert.Equal(
            "metrics_plugin_declare: a previously registered descriptor with the same fully-qualified name as "
            + "Desc{fqName: \"a_b_c\", help: \"other\", constLabels: {}, variableLabels: {k,l}} has different label names or a different help string",
            Error(Define("a_b_c", "counter", "k", "l") with { Help = "other" }));
    }

    [Fact]
    public void A_name_is_free_again_when_it_is_unregistered()
    {
        _registry.Declare(Define("x", "counter"));
        _registry.Add("x", 1, []);
        _registry.Unregister("x");
        Assert.Equal("", MetricsTranscriptTests.Expose(_registry));

        _registry.Declare(Define("x", "gauge") with { Help = "another" });

        Assert.Equal("# HELP x another\n# TYPE x gauge\nx 0\n", MetricsTranscriptTests.Expose(_registry));
    }

    [Fact]
    public void What_would_take_too_much_memory_is_refused()
    {
        var registry = new MetricsRegistry(
            limits: new MetricsLimits { MaxCollectors = 2, MaxSeriesPerCollector = 2, MaxLabels = 2, MaxBuckets = 2, MaxTextLength = 6 });

        Assert.Equal("metrics_plugin_declare: collector `x` has 3 labels; the limit is 2", Error(Define("x", "gauge", "a", "b", "c"), registry));
        Assert.Equal(
            "metrics_plugin_declare: collector `x` has 3 buckets; the limit is 2",
            Error(Define("x", "histogram") with { Buckets = [1, 2, 3] }, registry));
        Assert.Equal(
            "metrics_plugin_declare: a name or the help of a collector has 7 characters; the limit is 6",
            Error(Define("x", "gauge") with { Help = "1234567" }, registry));

        registry.Declare(Define("x", "gauge", "l"));
        registry.Declare(Define("y", "gauge"));
        Assert.Equal("metrics_plugin_declare: 2 collectors are declared, which is the limit", Error(Define("z", "gauge"), registry));

        registry.Set("x", 1, ["1"]);
        registry.Set("x", 1, ["2"]);
        registry.Set("x", 1, ["1"]);
        Assert.Equal(
            "metrics_plugin_set: collector `x` has 2 series, which is the limit",
            Assert.Throws<MetricsException>(() => registry.Set("x", 1, ["3"])).Message);
        Assert.Equal(
            "metrics_plugin_set: a label value for collector `x` has 7 characters; the limit is 6",
            Assert.Throws<MetricsException>(() => registry.Set("x", 1, ["1234567"])).Message);
    }

    private static CollectorDefinition Define(string name, string type, params string[] labels) =>
        new() { Name = name, Type = type, Labels = labels };

    private string Error(CollectorDefinition definition, MetricsRegistry? registry = null) =>
        Assert.Throws<MetricsException>(() => (registry ?? _registry).Declare(definition)).Message;
}
