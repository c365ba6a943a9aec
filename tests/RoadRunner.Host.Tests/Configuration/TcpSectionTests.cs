using System.Text;
using RoadRunner.Host.Configuration;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class TcpSectionTests
{
    [Theory]
    [InlineData("", "\r\n")]
    [InlineData("delimiter: \"\"", "\r\n")]
    [InlineData("delimiter:", "\r\n")]
    [InlineData("delimiter: \"\\n\\n\"", "\n\n")]
    [InlineData("delimiter: ^", "^")]
    [InlineData("delimiter: \"\\0\"", "\0")]
    [InlineData("delimiter: ö", "ö")]
    [InlineData("delimiter: ${END:-;}", ";")]
    [InlineData("delimiter: end$", "end$")]
    public void A_delimiter_is_the_bytes_of_its_text(string key, string expected)
    {
        var server = Assert.Single(ConfigurationFile.Load($"{ConfigurationFile.Minimal}      {key}\n").Tcp.Servers);

        Assert.Equal(Encoding.UTF8.GetBytes(expected), server.Delimiter.ToArray());
    }

    [Fact]
    public void A_delimiter_with_backslashes_is_taken_as_it_is_and_warned_about()
    {
        const string text = ConfigurationFile.Minimal + "      delimiter: '\\r\\n'\n";

        Assert.Equal(@"\r\n"u8, ConfigurationFile.Load(text).Tcp.Servers[0].Delimiter.Span);
        Assert.Equal(
            """tcp.servers.main.delimiter (.rr.yaml:8) has a backslash and a letter in it, not a line end; write it in double quotes: "\r\n" """.TrimEnd(),
            ConfigurationFile.Warnings(text));
    }

    [Fact]
    public void Servers_keep_their_order_and_lines_and_their_names_become_lower_case()
    {
        var servers = ConfigurationFile.Load(
            ConfigurationFile.Minimal + "    Second: { addr: \"unix://b.sock\" }\n    A_third: { addr: \"${HOST:-127.0.0.1}:0\" }\n").Tcp.Servers;

        Assert.Equal(["main", "second", "a_third"], servers.Select(server => server.Name));
        Assert.Equal([7, 8, 9], servers.Select(server => server.Place.Line));
        Assert.Equal(
            [RelayAddress.Tcp("127.0.0.1", 7777), RelayAddress.Unix("b.sock"), RelayAddress.Tcp("127.0.0.1", 0)],
            servers.Select(server => server.Address));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("read_buf_size: 0", 1)]
    [InlineData("read_buf_size: 4", 4)]
    public void The_read_buffer_is_given_in_MiB(string key, int mebibytes) => Assert.Equal(
        mebibytes * 1024 * 1024, ConfigurationFile.Load($"{ConfigurationFile.Minimal}  {key}\n").Tcp.ReadBufferBytes);

    [Fact]
    public void A_read_buffer_beyond_a_GiB_is_an_error() => Assert.Equal(
        ".rr.yaml:8: tcp.read_buf_size: 1025 is out of range; it must be 0 to 1024",
        ConfigurationFile.Errors(ConfigurationFile.Minimal + "  read_buf_size: 1025\n"));

    [Theory]
    [InlineData("{}", 3)]
    [InlineData("{ servers: {} }", 3)]
    [InlineData("{ servers: }", 3)]
    [InlineData("", 3)]
    [InlineData("\n  servers: {}", 4)]
    public void A_section_without_servers_is_an_error(string section, int line) => Assert.Equal(
        $".rr.yaml:{line}: no servers registered: tcp.servers needs at least one, each with an addr",
        ConfigurationFile.Errors($"version: \"3\"\nserver: {{ command: app }}\ntcp: {section}\n"));

    [Theory]
    [InlineData("tpc", ".rr.yaml:3: the section \"tcp\" is missing; is \"tpc\" meant to be it?")]
    [InlineData("Tcps", ".rr.yaml:3: the section \"tcp\" is missing; is \"Tcps\" meant to be it?")]
    [InlineData("http", ".rr.yaml: the section \"tcp\" is missing")]
    [InlineData("rpc", ".rr.yaml: the section \"tcp\" is missing")]
    public void A_missing_section_names_the_key_that_may_be_meant(string key, string expected) => Assert.Equal(
        expected, ConfigurationFile.Errors($"version: \"3\"\nserver: {{ command: app }}\n{key}: {{}}\n"));

    [Fact]
    public void A_missing_server_section_names_the_key_that_may_be_meant() => Assert.Equal(
        ".rr.yaml:2: the section \"server\" is missing; is \"servers\" meant to be it?",
        ConfigurationFile.Errors("version: \"3\"\nservers: { command: app }\ntcp: { servers: { main: { addr: \":7777\" } } }\n"));

    [Theory]
    [InlineData("")]
    [InlineData("delimiter: x")]
    [InlineData("addr:")]
    [InlineData("addr: ''")]
    [InlineData("addr: $UNSET")]
    public void A_server_without_an_address_is_an_error(string keys) => Assert.Equal(
        ".rr.yaml:8: empty address for the server: two",
        ConfigurationFile.Errors($"{ConfigurationFile.Minimal}    Two: {{ {keys} }}\n"));

    [Theory]
    [InlineData("udp://127.0.0.1:1", "invalid protocol \"udp\" in \"udp://127.0.0.1:1\"; accepted are tcp://host:port, host:port, :port and unix://path")]
    [InlineData("pipes", "The port is missing in \"tcp://pipes\": expected tcp://host:port")]
    [InlineData("localhost", "The port is missing in \"tcp://localhost\": expected tcp://host:port")]
    [InlineData("tcp://127.0.0.1:65536", "The port \"65536\" in \"tcp://127.0.0.1:65536\" is not a number from 0 to 65535")]
    [InlineData("${ADDR", "\"${ADDR\" has no closing brace")]
    public void A_wrong_address_is_an_error(string value, string expected) => Assert.Equal(
        $".rr.yaml:8: tcp.servers.two.addr: {expected}",
        ConfigurationFile.Errors($"{ConfigurationFile.Minimal}    two: {{ addr: \"{value}\" }}\n"));

    [Theory]
    [InlineData("127.0.0.1:7777")]
    [InlineData("tcp://127.0.0.1:7777")]
    public void Two_servers_with_one_address_are_an_error(string value) => Assert.Equal(
        $".rr.yaml:8: tcp.servers.two.addr: \"{value}\" is already the address of the server main on line 7",
        ConfigurationFile.Errors($"{ConfigurationFile.Minimal}    two: {{ addr: \"{value}\" }}\n"));

    [Fact]
    public void Two_servers_may_both_have_a_port_of_the_system_choice() => Assert.Equal(
        2,
        ConfigurationFile.Load(
            """
            version: "3"
            server: { command: app }
            tcp: { servers: { a: { addr: "127.0.0.1:0" }, b: { addr: "127.0.0.1:0" } } }
            """).Tcp.Servers.Count);

    [Theory]
    [InlineData("two.one", "the server name \"two.one\" must not be empty or have a dot in it")]
    [InlineData("''", "the server name \"\" must not be empty or have a dot in it")]
    public void A_name_that_Go_cannot_read_is_an_error(string name, string expected) => Assert.Equal(
        $".rr.yaml:8: {expected}", ConfigurationFile.Errors($"{ConfigurationFile.Minimal}    {name}: {{ addr: \":1\" }}\n"));

    [Theory]
    [InlineData("    two: \":7778\"", "tcp.servers.two: expected a mapping of keys, found \":7778\"\n.rr.yaml:8: empty address for the server: two")]
    [InlineData("    Main: { addr: \":1\" }", "duplicate key \"Main\"; it is already on line 6")]
    public void A_server_of_another_form_is_an_error(string line, string expected) =>
        Assert.Equal($".rr.yaml:8: {expected}", ConfigurationFile.Errors($"{ConfigurationFile.Minimal}{line}\n"));

    [Fact]
    public void The_list_of_servers_is_read_only() =>
        Assert.True(((ICollection<TcpServerConfiguration>)ConfigurationFile.Load(ConfigurationFile.Minimal).Tcp.Servers).IsReadOnly);
}
