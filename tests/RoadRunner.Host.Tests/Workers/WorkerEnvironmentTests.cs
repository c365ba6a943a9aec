using System.Collections.ObjectModel;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Tests.InProcess;
using Xunit;

namespace RoadRunner.Host.Tests.Workers;

/// <summary>What workers find in their environment besides the variables of the host.</summary>
public sealed class WorkerEnvironmentTests
{
    [Fact]
    public void Variables_of_files_are_there_below_those_of_the_section_server_and_of_the_host()
    {
        var configuration = MemoryHost.OneServer with
        {
            Variables = Of(("A", "file"), ("B", "file"), ("RR_MODE", "file"), ("RR_RPC", "file")),
            Server = new ServerConfiguration(["app"]) { Environment = Of(("B", "server")) },
        };

        var environment = PoolComposition.Create(configuration, configuration.Tcp.Pool, "tcp.pool", new RoadRunnerHostOptions(), rpc: null).Environment;

        Assert.Equal("file", environment["A"]);
        Assert.Equal("server", environment["B"]);
        Assert.Equal("tcp", environment["RR_MODE"]);
        Assert.Null(environment["RR_RPC"]);
    }

    [Fact]
    public void What_the_host_sets_for_itself_is_no_matter_of_the_workers_unless_the_section_server_says_so()
    {
        const string name = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";
        var configuration = MemoryHost.OneServer with { Server = new ServerConfiguration(["app"]) };

        Assert.Null(PoolComposition.Create(configuration, configuration.Tcp.Pool, "tcp.pool", new RoadRunnerHostOptions(), rpc: null).Environment[name]);
        configuration = configuration with { Server = configuration.Server with { Environment = Of((name, "1")) } };
        Assert.Equal("1", PoolComposition.Create(configuration, configuration.Tcp.Pool, "tcp.pool", new RoadRunnerHostOptions(), rpc: null).Environment[name]);
    }

    [Theory]
    [InlineData(null, "0")]
    [InlineData("100", "100")]
    public void A_worker_compiles_its_hot_methods_at_once_unless_told_otherwise(string? set, string expected)
    {
        var environment = new Dictionary<string, string?>();
        if (set is not null)
        {
            environment["DOTNET_TC_CallCountingDelayMs"] = set;
        }

        RuntimeTuning.TuneWorker(environment);

        Assert.Equal(expected, environment["DOTNET_TC_CallCountingDelayMs"]);
    }

    private static ReadOnlyDictionary<string, string> Of(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(static variable => variable.Name, static variable => variable.Value).AsReadOnly();
}
