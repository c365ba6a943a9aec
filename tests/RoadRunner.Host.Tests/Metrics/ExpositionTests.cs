using RoadRunner.Host.Metrics;
using Xunit;

namespace RoadRunner.Host.Tests.Metrics;

/// <summary>The text that Prometheus reads, written out.</summary>
public sealed class ExpositionTests
{
    private readonly MetricsRegistry _registry = new();

    [Fact]
    public void Collectors_are_sorted_by_their_exported_names_and_empty_ones_left_out()
    {
        Declare("b", "gauge");
        Declare("a_10", "gauge");
        Declare("Z", "counter");
        Declare("unused", "counter", "l");
        _registry.Declare(new CollectorDefinition { Name = "z", Type = "gauge", Namespace = "a" });

        Assert.Equal(
            "# HELP Z \n# TYPE Z counter\nZ 0\n"
            + "# HELP a_10 \n# TYPE a_10 gauge\na_10 0\n"
            + "# HELP a_z \n# TYPE a_z gauge\na_z 0\n"
            + "# HELP b \n# TYPE b gauge\nb 0\n",
            Text());
    }

    [Fact]
    public void Labels_are_sorted_by_name_and_series_by_value()
    {
        Declare("x", "gauge", "zone", "app");
        _registry.Set("x", 1, ["b", "2"]);
        _registry.Set("x", 2, ["a", "2"]);
        _registry.Set("x", 3, ["c", "10"]);
        _registry.Set("x", 4, ["", ""]);

        Assert.Equal(
            """
            # HELP x 
            # TYPE x gauge
            x{app="",zone=""} 4
            x{app="10",zone="c"} 3
            x{app="2",zone="a"} 2
            x{app="2",zone="b"} 1

            """,
            Text());
    }

    // U+FF5E is greater than the halves of U+1F600 in UTF-16 and smaller than it in UTF-8.
    [Fact]
    public void Series_are_sorted_by_the_bytes_of_their_values()
    {
        Declare("x", "gauge", "l");
        string[] expected = ["", "A", "a", "ab", "é", "\uFF5E", "\U0001F600", "\U0001F600a", "\U0001F601"];
        foreach (var value in expected.Reverse())
        {
            _registry.Set("x", 1, [value]);
        }

        Assert.Equal(expected.Select(value => $"x{{l=\"{value}\"}} 1"), Text().Split('\n')[2..^1]);
    }

    [Fact]
    public void Help_and_label_values_are_escaped()
    {
        _registry.Declare(new CollectorDefinition { Name = "x", Type = "counter", Help = "back\\slash \"quotes\" and a\nline" });
        Declare("y", "counter", "l");
        _registry.Add("y", 1, ["back\\slash \"quotes\" and a\nline"]);

        Assert.Equal(
            """
            # HELP x back\\slash "quotes" and a\nline
            # TYPE x counter
            x 0
            # HELP y 
            # TYPE y counter
            y{l="back\\slash \"quotes\" and a\nline"} 1

            """,
            Text());
    }

    [Fact]
    public void A_histogram_has_the_usual_buckets_unless_it_names_some()
    {
        Declare("x", "histogram");
        _registry.Observe("x", 0.005, []);
        _registry.Observe("x", 3, []);
        _registry.Observe("x", 11, []);

        Assert.Equal(
            """
            # HELP x 
            # TYPE x histogram
            x_bucket{le="0.005"} 1
            x_bucket{le="0.01"} 1
            x_bucket{le="0.025"} 1
            x_bucket{le="0.05"} 1
            x_bucket{le="0.1"} 1
            x_bucket{le="0.25"} 1
            x_bucket{le="0.5"} 1
            x_bucket{le="1"} 1
            x_bucket{le="2.5"} 1
            x_bucket{le="5"} 2
            x_bucket{le="10"} 2
            x_bucket{le="+Inf"} 3
            x_sum 14.004999999999999
            x_count 3

            """,
            Text());
    }

    [Fact]
    public void A_bound_of_infinity_is_there_once_and_NaN_is_above_all_bounds()
    {
        _registry.Declare(new CollectorDefinition { Name = "x", Type = "histogram", Buckets = [-1, 1e6, double.PositiveInfinity] });
        _registry.Observe("x", double.NegativeInfinity, []);
        _registry.Observe("x", double.NaN, []);

        Assert.Equal(
            """
            # HELP x 
            # TYPE x histogram
            x_bucket{le="-1"} 1
            x_bucket{le="1e+06"} 1
            x_bucket{le="+Inf"} 2
            x_sum NaN
            x_count 2

            """,
            Text());
    }

    [Fact]
    public void A_summary_has_sum_and_count()
    {
        Declare("x", "summary", "l");
        _registry.Observe("x", 0.5, ["a"]);
        _registry.Observe("x", double.PositiveInfinity, ["a"]);

        Assert.Equal("# HELP x \n# TYPE x summary\nx_sum{l=\"a\"} +Inf\nx_count{l=\"a\"} 2\n", Text());
    }

    [Fact]
    public void A_counter_adds_whole_and_broken_steps_and_infinity()
    {
        Declare("x", "counter");
        _registry.Add("x", 9007199254740992, []);
        for (var i = 0; i < 1000; i++)
        {
            _registry.Add("x", 1, []);
        }

        Assert.EndsWith("\nx 9.007199254741992e+15\n", Text(), StringComparison.Ordinal);
        _registry.Add("x", 0, []);
        _registry.Add("x", double.PositiveInfinity, []);
        Assert.EndsWith("\nx +Inf\n", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_lost_when_many_threads_count()
    {
        Declare("c", "counter", "l");
        Declare("h", "histogram");
        var reading = Task.Run(() => Enumerable.Range(0, 100).Sum(_ => Text().Length), TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                _registry.Add("c", 1, [i % 2 == 0 ? "even" : "odd"]);
                _registry.Observe("h", 0.5, []);
                _registry.Declare(new CollectorDefinition { Name = $"own{number}", Type = "gauge" });
                _registry.Unregister($"own{number}");
            }
        })));
        await reading;

        Assert.Contains("c{l=\"even\"} 8000\nc{l=\"odd\"} 8000\n", Text(), StringComparison.Ordinal);
        Assert.Contains("h_sum 8000\nh_count 16000\n", Text(), StringComparison.Ordinal);
    }

    private string Text() => MetricsTranscriptTests.Expose(_registry);

    private void Declare(string name, string type, params string[] labels) =>
        _registry.Declare(new CollectorDefinition { Name = name, Type = type, Labels = labels });
}
