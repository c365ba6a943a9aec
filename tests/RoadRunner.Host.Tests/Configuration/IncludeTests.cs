using System.Globalization;
using RoadRunner.Host.Configuration;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

/// <summary>The key <c>include</c>.</summary>
public sealed class IncludeTests
{
    private const string Main = ConfigurationFile.Minimal + "  pool: { num_workers: 4, max_jobs: 5, command: [dotnet, Main.dll] }\n";

    [Fact]
    public void Mappings_are_merged_and_all_else_is_replaced()
    {
        using var file = new ConfigurationFile(Main + "include: [pool.yaml]\n").With("pool.yaml", """
            version: "3"
            tcp:
              pool: { Num_Workers: 2, command: app, supervisor: { ttl: 1m } }
              servers: { second: { addr: "unix://second.sock" } }
            rpc: { listen: "tcp://127.0.0.1:6001" }
            """);

        var configuration = file.Load();

        Assert.Equal(["main", "second"], configuration.Tcp.Servers.Select(static server => server.Name));
        Assert.Equal(2, configuration.Tcp.Pool.NumWorkers);
        Assert.Equal(5, configuration.Tcp.Pool.MaxJobs);
        Assert.Equal(["app"], configuration.Tcp.Pool.Command);
        Assert.Equal(TimeSpan.FromMinutes(1), configuration.Tcp.Pool.Supervisor.Ttl);
        Assert.Equal(RelayAddress.Tcp("127.0.0.1", 6001), configuration.Rpc?.Address);
        Assert.Empty(configuration.Warnings);
    }

    [Theory]
    [InlineData("[a.yaml, b.yaml]", 2)]
    [InlineData("[b.yaml, a.yaml]", 1)]
    [InlineData("a.yaml", 1)]
    [InlineData("\"a.yaml, b.yaml\"", 2)]
    [InlineData("[\"${NAME:-b}.yaml\"]", 2)]
    [InlineData("[]", 4)]
    [InlineData("~", 4)]
    public void A_later_file_wins_over_an_earlier_one(string include, int workers)
    {
        using var file = new ConfigurationFile(Main + $"include: {include}\n")
            .With("a.yaml", "version: \"3\"\ntcp: { pool: { num_workers: 1 } }\n")
            .With("b.yaml", "version: \"3\"\ntcp: { pool: { num_workers: \"${N:-2}\" } }\n");

        Assert.Equal(workers, file.Load().Tcp.Pool.NumWorkers);
    }

    [Fact]
    public void Overrides_win_over_included_files_and_can_name_them()
    {
        using var file = new ConfigurationFile(Main).With("a.yaml", "version: \"3\"\ntcp: { pool: { num_workers: 1, max_jobs: 1 } }\n");

        var pool = file.Override("include=a.yaml", "tcp.pool.num_workers=3").Tcp.Pool;

        Assert.Equal((3, 1), (pool.NumWorkers, pool.MaxJobs));
    }

    [Fact]
    public void The_section_endure_counts_wherever_it_stands()
    {
        using var file = new ConfigurationFile(Main + "include: a.yaml\n").With("a.yaml", "version: \"3\"\nendure: { grace_period: 7s }\n");

        Assert.Equal(TimeSpan.FromSeconds(7), file.Load().Endure.GracePeriod);
        Assert.Equal(TimeSpan.FromSeconds(8), file.Override("endure.grace_period=8s").Endure.GracePeriod);
    }

    [Fact]
    public void A_key_without_a_value_takes_nothing_away()
    {
        using var file = new ConfigurationFile(Main + "include: a.yaml\n").With("a.yaml", "version: \"3\"\ntcp: { pool: ~ }\n");

        Assert.Equal(4, file.Load().Tcp.Pool.NumWorkers);
    }

    [Fact]
    public void The_document_shows_the_merged_configuration()
    {
        using var file = new ConfigurationFile(ConfigurationFile.Minimal + "include: a.yaml\nany: { password: hidden, kept: 1 }\n")
            .With("a.yaml", "version: \"3\"\ntcp: { pool: { num_workers: 1 } }\nany: { password: hidden, list: [ { token: hidden } ] }\n");

        Assert.Equal(
            """{"any":{"kept":1,"list":[{"token":"***"}],"password":"***"},"include":"a.yaml","server":{"command":"dotnet App.dll"},"tcp":{"pool":{"num_workers":1},"servers":{"main":{"addr":"127.0.0.1:7777"}}},"version":"3"}""",
            file.Load().Document);
    }

    [Fact]
    public void Errors_and_warnings_name_the_file_where_the_key_stands()
    {
        using var file = new ConfigurationFile(Main + "include: conf/a.yaml\nhost: { framing: x }\n")
            .With("conf/a.yaml", "version: \"3\"\ntcp:\n  pool:\n    num_workers: x\n    num_wokers: 1\n  servers:\n    main: { read_buf_size: 1 }\n    two: {}\n");

        Assert.Equal(
            """
            .rr.yaml:10: host.framing: "x" is not one of exact, raw, roadrunner
            conf/a.yaml:4: tcp.pool.num_workers: "x" is not an integer
            conf/a.yaml:5: unknown key "num_wokers" in tcp.pool; did you mean "num_workers"?
            conf/a.yaml:8: empty address for the server: two
            """,
            file.Errors(file.Source()));
        file.With("conf/a.yaml", "version: \"3\"\ntcp:\n  servers:\n    main: { read_buf_size: 1 }\nenvfile: x\n");
        Assert.Equal(
            [
                "tcp.servers.main.read_buf_size (conf/a.yaml:4) has no effect: it has none in RoadRunner either, which reads tcp.read_buf_size",
                "envfile (conf/a.yaml:5) has no effect in a file that is included (.rr.yaml:9)",
            ],
            file.Override("host.framing=raw").Warnings.Select(static warning => warning.ToString()).Select(file.WithoutDirectory));
    }

    [Theory]
    [InlineData("no.yaml", "", ".rr.yaml:9: there is no such file (looked for no.yaml)")]
    [InlineData("[a.yaml,\n no.yaml]", "version: \"3\"", ".rr.yaml:10: there is no such file (looked for no.yaml)")]
    [InlineData("a.yaml", "version: \"2.7\"", "a.yaml:1: version: it is \"2.7\", and that of the file that includes this one (.rr.yaml:9) is \"3\"; they have to be the same")]
    [InlineData("a.yaml", "version: 3", "a.yaml:1: version should be a string, in quotes: version: \"3\"")]
    [InlineData("a.yaml", "tcp: {}", "a.yaml: rr configuration file should contain a version, e.g.: version: \"3\"")]
    [InlineData("a.yaml", "", "a.yaml: rr configuration file should contain a version, e.g.: version: \"3\"")]
    [InlineData("a.yaml", "\ntcp: [", "a.yaml:3: this is not YAML: While parsing a node, did not find expected node content")]
    [InlineData("a.yaml", "- a", "a.yaml:1: expected a mapping of keys, found a list")]
    [InlineData("a.yaml", "version: \"3\"\ninclude: b.yaml", "a.yaml:2: include: a file that is included itself (.rr.yaml:9) cannot include others; name them there")]
    [InlineData(".rr.yaml", "", ".rr.yaml:9: include: \".rr.yaml\" is the file that includes it")]
    [InlineData("./x/../.rr.yaml", "", ".rr.yaml:9: include: \"./x/../.rr.yaml\" is the file that includes it")]
    [InlineData("a.toml", "", "a.toml: this host does not read TOML; write the configuration as YAML or JSON")]
    [InlineData("\"a\\0b\"", "", ".rr.yaml:9: the name of a file cannot have a NUL character in it")]
    [InlineData("{ a: b }", "", ".rr.yaml:9: include: expected a text, found a mapping")]
    public void What_cannot_be_included_is_an_error(string include, string text, string expected)
    {
        using var file = new ConfigurationFile(Main + $"include: {include}\n").With("a.yaml", text + "\n");

        Assert.Equal(expected, file.Errors(file.Source()));
    }

    [Fact]
    public void An_error_is_listed_once_although_a_file_with_others_is_looked_at_twice()
    {
        using var file = new ConfigurationFile(Main + "include: a.yaml\nTCP: {}\n").With("a.yaml", "version: \"3\"\nRpc: ~\nrpc: ~\n");

        Assert.Equal(
            """
            .rr.yaml:10: duplicate key "TCP"; it is already on line 4
            a.yaml:3: duplicate key "rpc"; it is already on line 2
            """,
            file.Errors(file.Source()));
    }

    [Fact]
    public void A_file_is_called_by_its_path_from_the_current_directory()
    {
        using var file = new ConfigurationFile(Main + "include: a.yaml\n").With("a.yaml", "version: \"3\"\nhost: { framing: x }\n");
        var path = Path.GetRelativePath(Environment.CurrentDirectory, file.Path);

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationLoader.Load(file.Source() with { File = path }));

        Assert.Equal(new ConfigurationPlace(Path.Combine(Path.GetDirectoryName(path)!, "a.yaml"), 2), Assert.Single(error.Errors).Place);
    }

    [Fact]
    public void More_than_64_files_are_an_error()
    {
        var names = string.Join(", ", Enumerable.Range(0, 65).Select(static number => number.ToString(CultureInfo.InvariantCulture)));
        using var file = new ConfigurationFile(Main + $"include: [{names}]\n");

        Assert.Equal(".rr.yaml:9: include: there are 65 files; the limit is 64", file.Errors(file.Source()));
    }

    [Fact]
    public void Relative_names_start_from_the_working_directory()
    {
        using var file = new ConfigurationFile("")
            .With("conf/rr.yaml", Main + "include: [a.yaml, conf/b.yaml]\n")
            .With("a.yaml", "version: \"3\"\ntcp: { pool: { num_workers: 1 } }\n")
            .With("conf/b.yaml", "version: \"3\"\ntcp: { pool: { max_jobs: x } }\n");
        var source = file.Source() with { File = "conf/rr.yaml", WorkingDirectory = file.Directory };

        Assert.Equal("conf/b.yaml:2: tcp.pool.max_jobs: \"x\" is not an integer", file.Errors(source));
        Assert.Equal(1, ConfigurationLoader.Load(source with { Overrides = ["tcp.pool.max_jobs=1"] }).Tcp.Pool.NumWorkers);
    }
}
