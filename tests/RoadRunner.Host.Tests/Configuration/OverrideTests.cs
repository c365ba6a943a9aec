using RoadRunner.Host.Configuration;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

/// <summary><c>-o key.path=value</c>.</summary>
public sealed class OverrideTests : IDisposable
{
    private readonly ConfigurationFile _file = new(ConfigurationFile.Minimal + "  pool:\n    num_workers: 4\n    command: [dotnet, Other.dll]\n");

    public void Dispose() => _file.Dispose();

    [Fact]
    public void An_override_wins_over_the_file_and_the_last_one_over_the_others()
    {
        var configuration = _file.Override("TCP.pool.Num_Workers=2", "tcp.pool.num_workers=3", "host.framing=raw");

        Assert.Equal(3, configuration.Tcp.Pool.NumWorkers);
        Assert.Equal(FramingMode.Raw, configuration.Host.Framing);
        Assert.Equal("127.0.0.1", configuration.Tcp.Servers[0].Address.Host);
        Assert.Equal(["dotnet", "Other.dll"], configuration.Tcp.Pool.Command);
    }

    [Fact]
    public void Missing_sections_come_into_being_behind_those_of_the_file()
    {
        var configuration = _file.Override("tcp.servers.Another.addr=unix://a.sock", "tcp.servers.main.delimiter=|", "rpc.listen=tcp://127.0.0.1:6001");

        Assert.Equal(["main", "another"], configuration.Tcp.Servers.Select(static server => server.Name));
        Assert.Equal("|"u8, configuration.Tcp.Servers[0].Delimiter.Span);
        Assert.Equal(RelayAddress.Unix("a.sock"), configuration.Tcp.Servers[1].Address);
        Assert.Equal(RelayAddress.Tcp("127.0.0.1", 6001), configuration.Rpc?.Address);
    }

    [Fact]
    public void A_file_without_anything_can_be_filled_from_the_command_line()
    {
        using var file = new ConfigurationFile("");

        var configuration = file.Override("version=3", "server.command=app \"my file\"", "tcp.servers.main.addr=:7777");

        Assert.Equal("3", configuration.Version);
        Assert.Equal(["app", "my file"], configuration.Server.Command);
    }

    [Fact]
    public void Variables_in_a_value_are_replaced()
    {
        var configuration = ConfigurationLoader.Load(_file.Source("PORT=9") with { Overrides = ["tcp.servers.main.addr=${HOST:-127.0.0.2}:$PORT"] });

        Assert.Equal(RelayAddress.Tcp("127.0.0.2", 9), configuration.Tcp.Servers[0].Address);
    }

    [Fact]
    public void An_empty_text_in_quotes_takes_the_value_of_the_file_away() =>
        Assert.Equal(["dotnet", "App.dll"], _file.Override("tcp.pool.command=\"\"").Tcp.Pool.Command);

    [Fact]
    public void A_list_is_replaced_and_split_at_commas_but_a_command_into_words()
    {
        var configuration = _file.Override(
            "tcp.pool.command=dotnet a,b.dll",
            "kv.cache.driver=redis",
            "kv.cache.config.addrs=127.0.0.1:6379, 127.0.0.1:6380",
            "metrics.collect.hits.type=histogram",
            "metrics.collect.hits.buckets=0.5,1",
            "metrics.collect.hits.labels=a,b");

        Assert.Equal(["dotnet", "a,b.dll"], configuration.Tcp.Pool.Command);
        Assert.Equal(["127.0.0.1:6379", "127.0.0.1:6380"], configuration.KeyValue!.Storages[0].Redis!.Addresses.Select(static address => address.ToString()));
        Assert.Equal([0.5, 1], configuration.Metrics!.Collectors[0].Buckets);
        Assert.Equal(["a", "b"], configuration.Metrics.Collectors[0].Labels);
    }

    [Fact]
    public void A_variable_of_the_workers_can_be_set_beside_those_of_the_file()
    {
        using var file = new ConfigurationFile(ConfigurationFile.Minimal.Replace("  command", "  env: { level: 1, kept: yes }\n  command", StringComparison.Ordinal));
        Assert.Equal(
            [new("LEVEL", "2"), new("KEPT", "yes"), new("APP_MODE", "demo")], file.Override("server.env.app_mode=demo", "server.env.level=2").Server.Environment);
    }

    [Theory]
    [InlineData("tcp.pool.num_workers=x", "-o tcp.pool.num_workers: \"x\" is not an integer")]
    [InlineData("tcp.pool.num_workers=${", "-o tcp.pool.num_workers: \"${\" has no closing brace")]
    [InlineData("tcp.pool.num_wokers=2", "-o tcp.pool.num_wokers: unknown key \"num_wokers\" in tcp.pool; did you mean \"num_workers\"?")]
    [InlineData("host.framing=lines", "-o host.framing: \"lines\" is not one of exact, raw, roadrunner")]
    [InlineData("tpc.pool.num_workers=2", "-o tpc.pool.num_workers: unknown key \"tpc\"; did you mean \"tcp\"?")]
    [InlineData("tcp.servers.two.delimiter=x", "-o tcp.servers.two.delimiter: empty address for the server: two")]
    [InlineData("tcp.servers.two.addr=127.0.0.1:7777", "-o tcp.servers.two.addr: \"127.0.0.1:7777\" is already the address of the server main at .rr.yaml:7")]
    [InlineData("tcp.pool=2", "-o tcp.pool: expected a mapping of keys, found \"2\"")]
    [InlineData("tcp.pool.command.0=app", "-o tcp.pool.command.0: tcp.pool.command is a list (.rr.yaml:10), so it has no keys; override it as a whole: -o tcp.pool.command=…")]
    [InlineData("tcp.pool.num_workers.x=app", "-o tcp.pool.num_workers.x: tcp.pool.num_workers is a text (.rr.yaml:9), so it has no keys; override it as a whole: -o tcp.pool.num_workers=…")]
    [InlineData("version=\"\"", "-o version: rr configuration file should contain a version, e.g.: version: \"3\"")]
    [InlineData("nonsense", "-o nonsense: there is no \"=\"; write key.path=value")]
    public void An_error_names_the_flag_and_its_key(string text, string expected) =>
        Assert.Equal(expected, _file.Errors(_file.Source() with { Overrides = [text] }));

    [Fact]
    public void What_is_missing_in_a_section_of_the_file_is_named_there()
    {
        using var file = new ConfigurationFile("version: \"3\"\nserver: { command: app }\ntcp:\n  servers:\n    main:\n      delimiter: x\n");

        Assert.Equal(".rr.yaml:5: empty address for the server: main", file.Errors(file.Source() with { Overrides = ["tcp.servers.main.delimiter=y"] }));
    }

    [Fact]
    public void Errors_of_overrides_come_behind_those_of_the_file()
    {
        using var file = new ConfigurationFile(ConfigurationFile.Minimal + "  nonsense: 1\n");

        Assert.Equal(
            """
            .rr.yaml:8: unknown key "nonsense" in tcp; known keys: pool, read_buf_size, servers
            -o host.nonsense: unknown key "nonsense" in host; known keys: batch_bytes, dispatch, farewell, framing, limits, on_crash, parting, refusal, reset, scheduling, servers
            """,
            file.Errors(file.Source() with { Overrides = ["host.nonsense=1"] }));
    }

    [Fact]
    public void An_override_of_a_section_of_another_plugin_is_left_alone_when_the_file_has_it()
    {
        using var file = new ConfigurationFile(ConfigurationFile.Minimal + "http: { address: \":80\" }\n");
        Assert.Contains("\"http\":{\"address\":\":81\"}", file.Override("http.address=:81").Document, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_names_the_flag() => Assert.Equal(
        ["-o tcp.pool.stream_timeout has no effect: an event of a connection has one answer and no stream of them"],
        _file.Override("tcp.pool.stream_timeout=1s").Warnings.Select(static warning => warning.ToString()));

    [Fact]
    public void A_secret_is_neither_in_an_error_nor_in_the_document()
    {
        string[] overrides = ["kv.cache.driver=redis", "kv.cache.config.password=hidden${", "tcp.pool.num_workers=x"];

        Assert.DoesNotContain("hidden", _file.Errors(_file.Source() with { Overrides = overrides }), StringComparison.Ordinal);
        Assert.Contains("\"password\":\"***\"", _file.Override("kv.cache.driver=redis", "kv.cache.config.password=hidden").Document, StringComparison.Ordinal);
    }

    [Fact]
    public void The_document_shows_what_counts() => Assert.Equal(
        """{"host":{"framing":"raw"},"server":{"command":"dotnet App.dll"},"tcp":{"pool":{"command":["dotnet","Other.dll"],"num_workers":"2"},"servers":{"main":{"addr":"127.0.0.1:7777"}}},"version":"3"}""",
        _file.Override("tcp.pool.num_workers=2", "host.framing=raw").Document);
}
