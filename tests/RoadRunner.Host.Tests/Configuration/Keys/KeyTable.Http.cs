namespace RoadRunner.Host.Tests.Configuration.Keys;

internal static partial class KeyTable
{
    private const string Collector = "metrics.collect.counter";

    /// <summary>Gets the keys of <c>rpc</c>, <c>status</c>, <c>metrics</c> and <c>endure</c>.</summary>
    private static IEnumerable<ConfigurationKey> Http =>
    [
        new("rpc.listen", Text, "tcp://127.0.0.1:6001", Cli) { Sample = "unix://rpc.sock", Read = static file => file.Rpc!.Address.ToString(), With = ["rpc={}"] },
        new("status.address", Text, None, Cli) { Sample = "127.0.0.1:2114", Arrives = "tcp://127.0.0.1:2114", Read = static file => Written.Text(file.Status!.Address?.ToString()), With = ["status={}"] },
        new("status.unavailable_status_code", Integer, "503", Cli) { Sample = "500", Read = static file => Written.Number(file.Status!.UnavailableStatusCode), With = ["status.address=127.0.0.1:2114"] },
        new("status.check_timeout", Seconds, "60", Cli) { Sample = "5", With = ["status.address=127.0.0.1:2114"], IsSilent = true },
        new("metrics.address", Text, "tcp://127.0.0.1:2112", Cli) { Sample = "127.0.0.1:9100", Arrives = "tcp://127.0.0.1:9100", Read = static file => file.Metrics!.Address.ToString(), With = ["metrics={}"] },
        Metric("type", Text, Required, "gauge", static collector => collector.Type) with { Missing = "counter.type: is missing; it must be one of counter, gauge, histogram, summary", With = [$"{Collector}.help=text"] },
        Metric("namespace", Text, None, "app", static collector => Written.Text(collector.Namespace)),
        Metric("subsystem", Text, None, "mail", static collector => Written.Text(collector.Subsystem)),
        Metric("help", Text, None, "counts", static collector => Written.Text(collector.Help)),
        Metric("labels", Strings, "[]", "[a, b]", static collector => Written.List(collector.Labels)),
        Metric("buckets", Strings, "[]", "[0.5, 1]", static collector => Written.List(collector.Buckets)) with { With = [$"{Collector}.type=histogram"] },
        new($"{Collector}.objectives", Map, None, Cli) { Sample = "{ 0.5: 0.1 }", With = [$"{Collector}.type=summary"] },
        new("endure.grace_period", Duration, "30s", Cli) { Sample = "45s", Read = static file => Written.Duration(file.Endure.GracePeriod) },
        new("endure.log_level", Text, "error", Cli) { Sample = "debug", Read = static file => Written.Level(file.Endure.LogLevel) },
        new("endure.print_graph", Flag, "false", Cli) { Sample = "true" },
        new("endure.watchdog_sec", Seconds, "0s", Cli) { Sample = "20", Arrives = "20s", Read = static file => Written.Duration(file.Endure.WatchdogPeriod) },
    ];

    private static ConfigurationKey Metric(string key, string type, string initial, string sample, Func<RoadRunner.Host.Metrics.CollectorDefinition, string> read) =>
        new($"{Collector}.{key}", type, initial, Cli) { Sample = sample, Read = file => read(file.Metrics!.Collectors[0]), With = [$"{Collector}.type=counter"] };
}
