using System.IO.Pipelines;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Tcp;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Tcp;

public sealed class WorkerEngineTests
{
    [Fact]
    public async Task What_happens_to_the_events_of_a_connection_is_a_matter_of_its_server()
    {
        var own = new HostServerConfiguration { OnCrash = CrashMode.Retry, Dispatch = DispatchMode.Sticky };
        var configuration = new RrConfiguration
        {
            Tcp = new TcpConfiguration([new("main", RelayAddress.Tcp("", 1)), new("other", RelayAddress.Tcp("", 2))]),
            Host = new HostConfiguration { Servers = new Dictionary<string, HostServerConfiguration> { ["other"] = own } },
        };
        await using var engine = EngineComposition.Create(configuration, new RoadRunnerHostOptions(), rpc: null);

        Assert.Equal((false, false), Open("main"));
        Assert.Equal((true, true), Open("other"));

        (bool RetriesCrash, bool IsSticky) Open(string server)
        {
            var job = Assert.IsType<ConnectionJob>(engine.Open(ConnectionIdentity.Create(server, remote: null), new Pipe().Writer));
            return (job.RetriesCrash, job.IsSticky);
        }
    }
}
