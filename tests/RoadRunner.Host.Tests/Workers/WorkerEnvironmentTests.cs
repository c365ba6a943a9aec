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

    private static ReadOnlyDictionary<string, string> Of(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(static variable => variable.Name, static variable => variable.Value).AsReadOnly();
}
