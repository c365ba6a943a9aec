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
    [InlineData(null, null, "0")]
    [InlineData("DOTNET_TC_CallCountingDelayMs", "100", "100")]
    [InlineData("DOTNET_TC_CALLCOUNTINGDELAYMS", "100", "100")]
    public void A_worker_compiles_its_hot_methods_at_once_unless_told_otherwise(string? set, string? value, string expected) =>
        Assert.Equal(expected, Tuned(set, value, isShortLived: false)["DOTNET_TC_CallCountingDelayMs"]);

    [Theory]
    [InlineData(false, null, null, null)]
    [InlineData(true, null, null, "0")]
    [InlineData(true, "DOTNET_TieredPGO", "1", "1")]
    [InlineData(true, "DOTNET_TIEREDPGO", "1", "1")]
    public void A_worker_that_is_soon_replaced_is_not_profiled_unless_told_otherwise(bool isShortLived, string? set, string? value, string? expected) =>
        Assert.Equal(expected, Tuned(set, value, isShortLived).GetValueOrDefault("DOTNET_TieredPGO"));

    private static Dictionary<string, string?> Tuned(string? set, string? value, bool isShortLived)
    {
        var environment = new Dictionary<string, string?>();
        if (set is not null)
        {
            environment[set] = value;
        }

        RuntimeTuning.TuneWorker(environment, isShortLived);
        return environment;
    }

    private static ReadOnlyDictionary<string, string> Of(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(static variable => variable.Name, static variable => variable.Value).AsReadOnly();
}
