using RoadRunner.Host.Configuration;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class YamlFileTests
{
    [Theory]
    [InlineData("version: '3", ".rr.yaml:1: this is not YAML: While scanning a quoted scalar, found unexpected end of stream")]
    [InlineData("version: \"3\"\nserver: a: b", ".rr.yaml:2: this is not YAML: While scanning a plain scalar value, found invalid mapping")]
    [InlineData("tcp:\n\tpool: {}", ".rr.yaml:1: this is not YAML: While scanning a mapping, found invalid tab as indentation")]
    [InlineData("a: [1\nb: 2", ".rr.yaml:2: this is not YAML: something is not closed or out of place")]
    [InlineData("version: \"3\"\ntcp: *pool", ".rr.yaml:2: this is not YAML: there is no anchor for *pool")]
    public void What_is_not_YAML_is_an_error_with_its_line(string text, string expected) =>
        Assert.Equal(expected, ConfigurationFile.Errors(text));

    [Theory]
    [InlineData("version: \"3\"\ntcp: {}\ntcp: {}\n", ".rr.yaml:3: duplicate key \"tcp\"")]
    [InlineData("http:\n  a: 1\n  a: 2\n", ".rr.yaml:3: duplicate key \"a\"")]
    public void A_duplicate_key_is_an_error_with_its_line(string text, string expected) =>
        Assert.Equal(expected, ConfigurationFile.Errors(text));

    [Fact]
    public void A_key_that_differs_from_another_only_in_case_is_a_duplicate() => Assert.Equal(
        """
        .rr.yaml:8: duplicate key "Servers"; it is already on line 5
        .rr.yaml:9: duplicate key "VERSION"; it is already on line 1
        """,
        ConfigurationFile.Errors(ConfigurationFile.Minimal + "  Servers: {}\nVERSION: \"3\"\n"));

    [Fact]
    public void Keys_are_read_in_any_case()
    {
        var configuration = ConfigurationFile.Load(
            """
            Version: "3"
            SERVER: { Command: app }
            Tcp: { Servers: { Main: { ADDR: ":7777" } }, pool: { Num_Workers: 3 } }
            """);

        Assert.Equal("main", Assert.Single(configuration.Tcp.Servers).Name);
        Assert.Equal(3, configuration.Tcp.Pool.NumWorkers);
    }

    [Theory]
    [InlineData("- a", ".rr.yaml:1: expected a mapping of keys, found a list")]
    [InlineData("\nhello", ".rr.yaml:2: expected a mapping of keys, found \"hello\"")]
    [InlineData("a: 1\n---\nb: 2", ".rr.yaml:3: a second YAML document starts here; the file must have one")]
    public void A_file_must_be_one_mapping(string text, string expected) => Assert.Equal(expected, ConfigurationFile.Errors(text));

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("~")]
    public void An_empty_file_lacks_all_that_is_required(string text) => Assert.Equal(
        """
        .rr.yaml: rr configuration file should contain a version, e.g.: version: "3"
        .rr.yaml: the section "server" is missing
        .rr.yaml: the section "tcp" is missing
        """,
        ConfigurationFile.Errors(text));

    [Fact]
    public void A_key_that_is_no_word_is_an_error() => Assert.Equal(
        ".rr.yaml:8: a key must be a word, found a list",
        ConfigurationFile.Errors(ConfigurationFile.Minimal + "? [a]\n: 1\n"));

    [Fact]
    public void Anchors_and_merged_mappings_are_followed_and_own_keys_win()
    {
        var configuration = ConfigurationFile.Load(
            """
            version: "3"
            x-slow: &slow { allocate_timeout: 90s, num_workers: 9 }
            server: { command: app }
            tcp:
              servers: { main: { addr: ":7777" } }
              pool: { <<: *slow, num_workers: 2 }
            """);

        Assert.Equal(TimeSpan.FromSeconds(90), configuration.Tcp.Pool.AllocateTimeout);
        Assert.Equal(2, configuration.Tcp.Pool.NumWorkers);
    }

    [Fact]
    public void A_mapping_that_merges_itself_is_read_once()
    {
        var configuration = ConfigurationFile.Load(ConfigurationFile.Minimal + "  pool: &pool { <<: *pool, num_workers: 2 }\n");

        Assert.Equal(2, configuration.Tcp.Pool.NumWorkers);
    }

    [Theory]
    [InlineData("tcp.pool: { num_workers: 2 }\n", "unknown key \"tcp.pool\"; a dot does not nest here, write the parts as keys below each other")]
    [InlineData("  pool.num_workers: 2\n", "unknown key \"pool.num_workers\" in tcp; a dot does not nest here, write the parts as keys below each other")]
    public void A_dot_in_a_key_is_an_error(string line, string expected) =>
        Assert.Equal($".rr.yaml:8: {expected}", ConfigurationFile.Errors(ConfigurationFile.Minimal + line));

    [Fact]
    public void Any_damage_to_a_file_gives_a_configuration_or_a_ConfigurationException()
    {
        const string marks = "{}[]:,-&*#?|>'\"%@`$!~< \n\t\\0a.";
        var random = new Random(20250101);
        using var file = new ConfigurationFile("");
        for (var round = 0; round < 1500; round++)
        {
            var text = ConfigurationFile.Minimal + "  pool: &p { num_workers: \"${N:-2}\", command: [a, 'b c'] }\nlogs: { level: warn }\n";
            for (var hits = random.Next(1, 4); hits > 0; hits--)
            {
                var at = random.Next(text.Length);
                text = text[..at] + marks[random.Next(marks.Length)] + text[(at + random.Next(2))..];
            }

            File.WriteAllText(file.Path, text);
            var error = Record.Exception(() => file.Load());

            Assert.True(error is null or ConfigurationException, $"{error}\n\n{text}");
        }
    }
}
