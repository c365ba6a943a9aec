using RoadRunner.Host.Configuration;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

/// <summary><c>-c</c> and <c>-w</c>.</summary>
public sealed class WorkingDirectoryTests : IDisposable
{
    private readonly ConfigurationFile _file = new("");

    public void Dispose() => _file.Dispose();

    [Fact]
    public void A_relative_file_is_looked_for_in_the_working_directory()
    {
        _file.With("app/conf/rr.yaml", ConfigurationFile.Minimal);
        var directory = Path.Combine(_file.Directory, "app");

        var configuration = ConfigurationLoader.Load(_file.Source() with { File = "conf/rr.yaml", WorkingDirectory = directory });

        Assert.Equal(Path.Combine(directory, "conf", "rr.yaml"), configuration.File);
        Assert.Equal(directory, configuration.WorkingDirectory);
    }

    [Fact]
    public void A_full_path_is_taken_as_it_is()
    {
        _file.With("app/rr.yaml", ConfigurationFile.Minimal);
        var path = Path.Combine(_file.Directory, "app", "rr.yaml");

        var configuration = ConfigurationLoader.Load(_file.Source() with { File = path, WorkingDirectory = _file.Directory });

        Assert.Equal(path, configuration.File);
        Assert.Equal(_file.Directory, configuration.WorkingDirectory);
    }

    [Fact]
    public void Errors_name_the_file_behind_the_directory() => Assert.Equal(
        "app/rr.yaml:1: version should be a string, in quotes: version: \"3\"",
        _file.With("app/rr.yaml", ConfigurationFile.Minimal.Replace("\"", "", StringComparison.Ordinal))
            .Errors(_file.Source() with { File = "rr.yaml", WorkingDirectory = _file.Directory + "/app" }));

    [Fact]
    public void A_missing_directory_is_an_error() => Assert.Equal(
        "-w no: there is no such directory (looked for no)",
        _file.Errors(_file.Source() with { File = "rr.yaml", WorkingDirectory = _file.Directory + "/no" }).Replace($"-w {_file.Directory}/", "-w ", StringComparison.Ordinal));

    [Fact]
    public void A_file_without_a_name_is_an_error() => Assert.Equal("-c: no configuration file is named", _file.Errors(_file.Source() with { File = "" }));

    [Fact]
    public void Commands_find_the_RPC_address_the_same_way()
    {
        _file.With("app/rr.yaml", "http: { nonsense: 1 }\ninclude: rpc.yaml\nrpc: { listen: nonsense }\n")
            .With("app/rpc.yaml", "rpc: { listen: \"unix://${NAME:-rr}.sock\" }\n")
            .With("app/.env", "NAME=other\n");
        var directory = Path.Combine(_file.Directory, "app");
        var source = _file.Source() with { File = Path.Combine(directory, "rr.yaml") };

        Assert.Equal(RelayAddress.Unix(Path.Combine(directory, "rr.sock")), ConfigurationLoader.LoadRpcAddress(source));
        Assert.Equal(RelayAddress.Unix(Path.Combine(directory, "other.sock")), ConfigurationLoader.LoadRpcAddress(source with { DotEnvFile = ".env" }));
        Assert.Equal(RelayAddress.Tcp("127.0.0.1", 1), ConfigurationLoader.LoadRpcAddress(source with { Overrides = ["rpc.listen=tcp://127.0.0.1:1"] }));
        Assert.Equal(RelayAddress.Unix(Path.Combine(_file.Directory, "rr.sock")), ConfigurationLoader.LoadRpcAddress(source with { WorkingDirectory = _file.Directory, Overrides = ["include=app/rpc.yaml"] }));
    }
}
