using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

public sealed class ServerSectionTests
{
    [Theory]
    [InlineData("dotnet App.dll", "dotnet|App.dll")]
    [InlineData("'  dotnet   App.dll '", "dotnet|App.dll")]
    [InlineData("python3 w.py a,b", "python3|w.py|a,b")]
    [InlineData("'\"/opt/my app/worker\" --name \"a b\"'", "/opt/my app/worker|--name|a b")]
    [InlineData("dotnet ${APP:-App}.dll $MODE", "dotnet|App.dll|demo")]
    [InlineData("[dotnet, 'My App.dll', '']", "dotnet|My App.dll|")]
    [InlineData("[dotnet, $MODE]", "dotnet|demo")]
    [InlineData("['dotnet App.dll']", "dotnet|App.dll")]
    public void A_command_is_split_into_words(string value, string expected)
    {
        var configuration = ConfigurationFile.Load(File(command: value), "MODE=demo");

        Assert.Equal(expected.Split('|'), configuration.Server.Command);
        Assert.Equal(expected.Split('|'), configuration.Tcp.Pool.Command);
    }

    [Theory]
    [InlineData("", "command should not be empty")]
    [InlineData("''", "command should not be empty")]
    [InlineData("'  '", "command should not be empty")]
    [InlineData("$UNSET", "command should not be empty")]
    [InlineData("[]", "command should not be empty")]
    [InlineData("\"'' a\"", "the name of the program is empty")]
    [InlineData("['', a]", "the name of the program is empty")]
    [InlineData("dotnet 'App.dll", "the quote ' is not closed in: dotnet 'App.dll")]
    [InlineData("dotnet ${APP", "\"${APP\" has no closing brace")]
    [InlineData("{ a: b }", "expected a text, found a mapping")]
    [InlineData("[a, [b]]", "expected a text, found a list")]
    public void A_command_that_cannot_be_run_is_an_error(string value, string expected) =>
        Assert.Equal($".rr.yaml:3: server.command: {expected}", ConfigurationFile.Errors(File(command: value)));

    [Fact]
    public void An_error_in_a_list_names_the_line_of_the_item() => Assert.Equal(
        ".rr.yaml:5: server.command: \"${\" has no closing brace",
        ConfigurationFile.Errors(File(command: "\n    - dotnet\n    - ${")));

    [Fact]
    public void A_missing_command_names_the_line_of_the_section() => Assert.Equal(
        ".rr.yaml:2: server.command: command should not be empty",
        ConfigurationFile.Errors("version: \"3\"\nserver: {}\ntcp: { servers: { main: { addr: \":7777\" } } }\n"));

    [Fact]
    public void The_command_of_the_pool_stands_in_for_that_of_the_server()
    {
        var configuration = ConfigurationFile.Load(
            """
            version: "3"
            server: { relay: pipes }
            tcp: { servers: { main: { addr: ":7777" } }, pool: { command: dotnet Other.dll } }
            """);

        Assert.Empty(configuration.Server.Command);
        Assert.Equal(["dotnet", "Other.dll"], configuration.Tcp.Pool.Command);
    }

    [Theory]
    [InlineData("{ app_mode: demo, Port: 1025, on: true, empty: '', none: ~ }", "APP_MODE=demo;PORT=1025;ON=true;EMPTY=;NONE=")]
    [InlineData("{ home: '${HOME}/x', name: '${NAME:-n}' }", "HOME=/home/ann/x;NAME=n")]
    [InlineData("[ { a: 1 }, { b: 2 } ]", "A=1;B=2")]
    [InlineData("", "")]
    public void Names_of_env_are_upper_cased_and_values_expanded(string value, string expected)
    {
        var configuration = ConfigurationFile.Load(File("app", $"  env: {value}\n"), "HOME=/home/ann");

        Assert.Equal(expected, string.Join(';', configuration.Server.Environment.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Theory]
    [InlineData("{ a: [1] }", "server.env.a: expected a text, found a list")]
    [InlineData("{ a: 1, A: 2 }", "duplicate key \"A\"; it is already on line 4")]
    [InlineData("{ a: '${x' }", "server.env.a: \"${x\" has no closing brace")]
    [InlineData("PATH=/bin", "server.env: expected a mapping of names to values, found \"PATH=/bin\"")]
    public void An_env_of_another_form_is_an_error(string value, string expected) =>
        Assert.Equal($".rr.yaml:4: {expected}", ConfigurationFile.Errors(File("app", $"  env: {value}\n")));

    [Theory]
    [InlineData("pipes", "pipes")]
    [InlineData("''", "pipes")]
    [InlineData("tcp://127.0.0.1:7000", "tcp://127.0.0.1:7000")]
    [InlineData("tcp://127.0.0.1:0", "tcp://127.0.0.1:0")]
    [InlineData("unix:///run/rr.sock", "unix:///run/rr.sock")]
    [InlineData("unix://${DIR:-run}/rr.sock", "unix://run/rr.sock")]
    public void A_relay_is_an_address(string value, string expected) => Assert.Equal(
        RelayAddress.Parse(expected), ConfigurationFile.Load(File("app", $"  relay: {value}\n")).Server.Relay);

    [Theory]
    [InlineData("stdin", "Unsupported connection format \"stdin\": expected pipes, tcp://host:port or unix://path")]
    [InlineData("udp://127.0.0.1:1", "Unknown connection protocol \"udp\" in \"udp://127.0.0.1:1\": expected pipes, tcp or unix")]
    public void A_relay_of_another_kind_is_an_error(string value, string expected) =>
        Assert.Equal($".rr.yaml:4: server.relay: {expected}", ConfigurationFile.Errors(File("app", $"  relay: {value}\n")));

    [Fact]
    public void A_user_is_read_and_a_group_is_warned_about()
    {
        var text = File("app", "  user: www\n  group: staff\n");

        Assert.Equal("www", ConfigurationFile.Load(text).Server.User);
        Assert.Equal("server.group (.rr.yaml:5) has no effect: it has none in RoadRunner either; workers have the groups of server.user", ConfigurationFile.Warnings(text));
    }

    [Fact]
    public void On_init_is_read()
    {
        var onInit = ConfigurationFile.Load(File("app", "  on_init: { command: make all, exec_timeout: 5s, env: { a: b }, user: www, exit_on_error: true }\n")).Server.OnInit!;

        Assert.Equal(["make", "all"], onInit.Command);
        Assert.Equal((TimeSpan.FromSeconds(5), "b", "www", true), (onInit.ExecTimeout, onInit.Environment["A"], onInit.User, onInit.ExitOnError));
    }

    [Fact]
    public void On_init_has_defaults()
    {
        var onInit = ConfigurationFile.Load(File("app", "  on_init: { command: [make] }\n")).Server.OnInit!;

        Assert.Equal((TimeSpan.FromSeconds(60), 0, null, false), (onInit.ExecTimeout, onInit.Environment.Count, onInit.User, onInit.ExitOnError));
        Assert.Null(ConfigurationFile.Load(File("app")).Server.OnInit);
    }

    [Theory]
    [InlineData("{ user: www }", "server.on_init.command: command should not be empty")]
    [InlineData("{ command: make, exit_on_error: maybe }", "server.on_init.exit_on_error: \"maybe\" is not one of true, false, 1, 0")]
    [InlineData("{ command: make, exec_timeout: 5 }", "server.on_init.exec_timeout: \"5\" has no unit; write for example \"5s\" (Go RoadRunner takes a bare number for nanoseconds)")]
    public void An_on_init_that_cannot_be_read_is_an_error(string value, string expected) =>
        Assert.Equal($".rr.yaml:4: {expected}", ConfigurationFile.Errors(File("app", $"  on_init: {value}\n")));

    private static string File(string command, string more = "") =>
        $"version: \"3\"\nserver:\n  command: {command}\n{more}tcp: {{ servers: {{ main: {{ addr: \":7777\" }} }} }}\n";
}
