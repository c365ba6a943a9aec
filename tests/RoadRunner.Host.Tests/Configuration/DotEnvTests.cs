using RoadRunner.Host.Configuration;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

/// <summary><c>--dotenv</c>, <c>DOTENV_PATH</c>, and the key <c>envfile</c> with <c>-e</c>.</summary>
public sealed class DotEnvTests : IDisposable
{
    private readonly ConfigurationFile _file = new(ConfigurationFile.Minimal.Replace("127.0.0.1:7777", "127.0.0.1:${PORT:-1}", StringComparison.Ordinal));

    public void Dispose() => _file.Dispose();

    [Fact]
    public void Variables_of_the_file_are_replaced_in_the_configuration_and_handed_on()
    {
        _file.With("prod.env", "PORT=7000\nSECRET=x\n");

        var configuration = ConfigurationLoader.Load(_file.Source() with { DotEnvFile = "prod.env", Overrides = ["host.refusal=$SECRET"] });

        Assert.Equal(RelayAddress.Tcp("127.0.0.1", 7000), configuration.Tcp.Servers[0].Address);
        Assert.Equal("x", configuration.Host.Refusal);
        Assert.Equal([new("PORT", "7000"), new("SECRET", "x")], configuration.Variables);
    }

    [Theory]
    [InlineData("PORT=7001", 7001)]
    [InlineData("PORT=", 1)]
    public void A_variable_that_exists_wins_even_when_it_is_empty(string variable, int port)
    {
        _file.With(".env", "PORT=7000\n");

        var configuration = ConfigurationLoader.Load(_file.Source(variable) with { DotEnvFile = ".env" });

        Assert.Equal(port, configuration.Tcp.Servers[0].Address.Port);
        Assert.Empty(configuration.Variables);
    }

    [Theory]
    [InlineData("DOTENV_PATH=other.env", 7001)]
    [InlineData("DOTENV_PATH=", 1)]
    public void DOTENV_PATH_takes_the_place_of_the_flag(string variable, int port)
    {
        _file.With(".env", "PORT=7000\n").With("other.env", "PORT=7001\n");

        Assert.Equal(port, ConfigurationLoader.Load(_file.Source(variable) with { DotEnvFile = ".env" }).Tcp.Servers[0].Address.Port);
    }

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_first_name()
    {
        _file.With(".env", "\uFEFFPORT=7000\r\n");

        Assert.Equal(7000, ConfigurationLoader.Load(_file.Source() with { DotEnvFile = ".env" }).Tcp.Servers[0].Address.Port);
    }

    [Fact]
    public void A_bad_line_is_named() => Assert.Equal(
        "conf/.env:2: this line is not NAME=value",
        _file.With("conf/.env", "A=1\nhidden\n").Errors(_file.Source() with { DotEnvFile = "conf/.env" }));

    [Fact]
    public void A_missing_file_is_an_error()
    {
        Assert.Equal("--dotenv no.env: there is no such file (looked for no.env)", _file.Errors(_file.Source() with { DotEnvFile = "no.env" }));
        Assert.Equal("DOTENV_PATH=no.env: there is no such file (looked for no.env)", _file.Errors(_file.Source("DOTENV_PATH=no.env")));
    }

    [Fact]
    public void What_is_no_text_is_an_error()
    {
        File.WriteAllBytes(_file.With(".env", "").Directory + "/.env", [0x41, 0x3d, 0xff]);

        Assert.Equal(".env: the file is not text in UTF-8", _file.Errors(_file.Source() with { DotEnvFile = ".env" }));
    }

    [Fact]
    public void A_file_above_the_limit_is_an_error() => Assert.Equal(
        "--dotenv .env: the file is larger than 1048576 bytes, the limit (looked at .env)",
        _file.With(".env", new string('#', (1024 * 1024) + 1)).Errors(_file.Source() with { DotEnvFile = ".env" }));

    [Fact]
    public void The_file_of_the_configuration_is_read_with_the_flag_alone_and_adds_to_the_others()
    {
        using var file = new ConfigurationFile("envfile: ${STAGE:-test}.env\n" + ConfigurationFile.Minimal.Replace("127.0.0.1:7777", "127.0.0.1:$PORT", StringComparison.Ordinal))
            .With("test.env", "PORT=7000\nA=envfile\nB=envfile\n")
            .With("first.env", "A=dotenv\n");
        var source = file.Source() with { DotEnvFile = "first.env", ReadsEnvFile = true };

        var configuration = ConfigurationLoader.Load(source);

        Assert.Equal(7000, configuration.Tcp.Servers[0].Address.Port);
        Assert.Equal([new("A", "dotenv"), new("B", "envfile"), new("PORT", "7000")], configuration.Variables.OrderBy(static pair => pair.Key, StringComparer.Ordinal));
        Assert.Empty(configuration.Warnings);
        var without = ConfigurationLoader.Load(source with { ReadsEnvFile = false, Overrides = ["tcp.servers.main.addr=:1"] });
        Assert.Equal("envfile (.rr.yaml:1) is not read without -e (--enable-experimental), as in RoadRunner", file.WithoutDirectory(without.Warnings.Single().ToString()));
    }

    [Fact]
    public void The_file_of_the_configuration_is_beside_it_whatever_the_working_directory()
    {
        using var file = new ConfigurationFile("").With("conf/rr.yaml", "envfile: test.env\n" + ConfigurationFile.Minimal).With("conf/test.env", "A=1");

        var configuration = ConfigurationLoader.Load(file.Source() with { File = "conf/rr.yaml", WorkingDirectory = file.Directory, ReadsEnvFile = true });

        Assert.Equal([new("A", "1")], configuration.Variables);
    }

    [Fact]
    public void The_key_can_be_set_from_the_command_line()
    {
        _file.With("test.env", "PORT=7000\n");

        var configuration = ConfigurationLoader.Load(_file.Source() with { ReadsEnvFile = true, Overrides = ["envfile=test.env"] });

        Assert.Equal(7000, configuration.Tcp.Servers[0].Address.Port);
    }

    [Fact]
    public void A_missing_file_of_the_configuration_is_an_error_at_its_key()
    {
        using var file = new ConfigurationFile(ConfigurationFile.Minimal + "envfile: no.env\n");

        Assert.Equal(".rr.yaml:8: there is no such file (looked for no.env)", file.Errors(file.Source() with { ReadsEnvFile = true }));
    }
}
